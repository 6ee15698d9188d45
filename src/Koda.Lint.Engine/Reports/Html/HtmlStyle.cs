namespace Koda.Lint.Reports.Html;

/// <summary>How the page looks: in light and dark, on narrow screens, on paper. It has no character that markup would need to escape.</summary>
internal static class HtmlStyle
{
    /// <summary>What the page's own policy lets it use: the SHA-256 of <see cref="Text"/>, as a browser computes it.</summary>
    public const string Hash = "sha256-LCg8dL8YLxvDbLlpH+/VO+nmMqv50LPbkNXmha1dLFM=";

    /// <summary>The style sheet.</summary>
    public const string Text = """

:root{--paper:#fbfaf7;--card:#ffffff;--ink:#1b1f24;--soft:#545b66;--line:#dcdfe4;--quiet:#f1f1ec;--link:#1d4fc4;
--fail:#b3261e;--fail-bg:#fdeceb;--warn:#8a4b00;--warn-bg:#fdf1dc;--info:#1d5fa8;--info-bg:#e8f1fb;--pass:#116b3c;--pass-bg:#e5f5ea;--unknown:#5a5570;--unknown-bg:#efedf6;
--mono:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace}
@media (prefers-color-scheme:dark){:root{--paper:#14161a;--card:#1c1f25;--ink:#e8eaed;--soft:#a9b0bb;--line:#353a43;--quiet:#23272e;--link:#9dbcff;
--fail:#ff9d94;--fail-bg:#3b1f1e;--warn:#f4bd63;--warn-bg:#362812;--info:#8ec2ff;--info-bg:#182b42;--pass:#7fd9a2;--pass-bg:#16301f;--unknown:#c3bbe3;--unknown-bg:#2a2738}}
*{box-sizing:border-box}
html{scroll-behavior:smooth;-webkit-text-size-adjust:100%}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
a{color:var(--link);text-underline-offset:.15em}
a:focus-visible,[tabindex]:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:4px}
code{font:.9em/1.5 var(--mono);overflow-wrap:anywhere}
h1,h2,h3,h4,p,ul,ol,dl,dd,figure{margin:0;padding:0}
.skip{position:absolute;left:-999px}
.skip:focus{left:1rem;top:1rem;z-index:2;background:var(--card);padding:.5rem 1rem}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.inner,.page{max-width:76rem;margin:0 auto;padding:0 1.5rem}
.verdict{border-bottom:1px solid var(--line);background:var(--card);padding:2.2rem 0 1.9rem;border-top:6px solid var(--pass)}
.verdict.fail{border-top-color:var(--fail)}
.brand{font-weight:600;color:var(--soft);font-size:.9rem}
h1{font-size:clamp(1.6rem,1.1rem + 2.4vw,2.6rem);line-height:1.15;letter-spacing:-.02em;font-weight:700;margin:.35rem 0 1.2rem;text-wrap:balance}
.counts{display:flex;flex-wrap:wrap;gap:.6rem}
.counts div{display:flex;flex-direction:row-reverse;align-items:baseline;gap:.45rem;padding:.3rem .8rem;border-radius:99px;background:var(--quiet)}
.counts dd{font-weight:700;font-size:1.1rem;font-variant-numeric:tabular-nums}
.counts .error{background:var(--fail-bg);color:var(--fail)}
.counts .warning{background:var(--warn-bg);color:var(--warn)}
.counts .info{background:var(--info-bg);color:var(--info)}
.counts .none,.made{color:var(--soft)}
.made{margin-top:1rem;font-size:.9rem}
.page{display:grid;grid-template-columns:13.5rem minmax(0,1fr);gap:3rem;padding-top:2rem;padding-bottom:3rem}
nav{font-size:.9rem;position:sticky;top:1.5rem;align-self:start;max-height:calc(100vh - 3rem);overflow-y:auto}
nav ul{list-style:none}
nav li{margin:.1rem 0}
nav>ul>li{margin-bottom:.9rem}
nav>ul>li>a{font-weight:600}
nav a{display:flex;justify-content:space-between;gap:.5rem;color:var(--ink);text-decoration:none;padding:.15rem .4rem;border-radius:4px;overflow-wrap:anywhere}
nav a:hover{background:var(--quiet);text-decoration:underline}
nav li li a{color:var(--soft)}
.count{font-variant-numeric:tabular-nums}
main>section+section{margin-top:3.5rem}
h2{font-size:1.7rem;line-height:1.25;letter-spacing:-.015em;overflow-wrap:anywhere}
h3{font-size:1.2rem;margin:2.2rem 0 .5rem;line-height:1.3}
h3.file{font:600 1rem/1.4 var(--mono);border-bottom:1px solid var(--line);padding-bottom:.4rem;overflow-wrap:anywhere}
h4{font-size:1rem;font-weight:600;line-height:1.45}
h4 code{font-weight:600}
.about{color:var(--soft);margin-top:.3rem;max-width:56rem}
.about strong{color:var(--ink)}
.checklist{list-style:none;margin-top:1rem;border:1px solid var(--line);border-radius:12px;background:var(--card);overflow:hidden}
.checklist>li{padding:1rem 1.2rem}
.checklist>li+li{border-top:1px solid var(--line)}
.promise{display:grid;grid-template-columns:1.6rem minmax(0,1fr) auto;gap:.6rem;align-items:start}
.number{color:var(--soft);font-variant-numeric:tabular-nums;font-weight:600}
.state{font-size:.85rem;font-weight:600;padding:.1rem .7rem;border-radius:99px;white-space:nowrap}
.state.pass{color:var(--pass);background:var(--pass-bg)}
.state.fail{color:var(--fail);background:var(--fail-bg)}
.state.unknown{color:var(--unknown);background:var(--unknown-bg)}
.evidence{list-style:none;margin:.35rem 0 0 2.2rem;font-size:.92rem}
.evidence li{position:relative;padding-left:1.35rem;margin-top:.2rem;overflow-wrap:anywhere}
.evidence li::before{position:absolute;left:0;font-weight:700}
.evidence .pass::before{content:"✓"/"";color:var(--pass)}
.evidence .fail::before{content:"✕"/"";color:var(--fail)}
.evidence .unknown::before{content:"?"/"";color:var(--unknown)}
.place{font:.85em var(--mono);color:var(--soft)}
.scroll{overflow-x:auto}
.diagram{margin-top:1rem;border:1px solid var(--line);border-radius:12px;background:var(--card);padding:1rem}
figcaption{color:var(--soft);font-size:.88rem;margin-top:.6rem}
.network{display:block;width:100%;min-width:46rem;height:auto;font-family:inherit}
.network text{fill:var(--ink)}
.network .column{font-size:13px;font-weight:600;fill:var(--soft)}
.network .name{font-size:15px;font-weight:650}
.network .role{font-size:12.5px;fill:var(--soft)}
.network .port{font:12.5px var(--mono)}
.node{fill:var(--card);stroke:var(--soft);stroke-width:1.3}
.node.store{fill:var(--quiet)}
.node.internet{fill:var(--quiet)}
.node.host{stroke-dasharray:5 4}
.edge{fill:none;stroke:var(--soft);stroke-width:1.5}
.edge.inner{opacity:.75}
.edge.beside{opacity:.4}
.edge.dashed{stroke-dasharray:5 4}
.edge.everybody{stroke:var(--fail);stroke-width:2.4}
.edge.meant{stroke:var(--info);stroke-width:2}
.edge.host{stroke:var(--pass);stroke-width:1.8}
.edge.unknown{stroke:var(--unknown);stroke-width:2;stroke-dasharray:2 4}
.tip path{fill:var(--soft)}
.tip.everybody path{fill:var(--fail)}
.tip.meant path{fill:var(--info)}
.tip.host path{fill:var(--pass)}
.tip.unknown path{fill:var(--unknown)}
.chip.everybody{fill:var(--fail-bg)}
.chip.meant{fill:var(--info-bg)}
.chip.host{fill:var(--pass-bg)}
.chip.unknown{fill:var(--unknown-bg)}
.network .port.everybody{fill:var(--fail);font-weight:700}
.network .port.meant{fill:var(--info)}
.network .port.host{fill:var(--pass)}
.network .port.unknown{fill:var(--unknown)}
table{border-collapse:collapse;width:100%;margin-top:1rem;font-size:.92rem}
th,td{text-align:left;padding:.45rem .8rem .45rem 0;border-bottom:1px solid var(--line);vertical-align:top}
td code{white-space:nowrap}
thead th{color:var(--soft);font-weight:600;font-size:.85rem}
.reach.everybody{color:var(--fail);font-weight:650}
.reach.meant{color:var(--info)}
.reach.host{color:var(--pass)}
.reach.unknown{color:var(--unknown)}
.finding{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:1rem 1.2rem;margin-top:1rem}
.finding h4{overflow-wrap:anywhere}
.severity{font-size:.8rem;font-weight:650;padding:.08rem .6rem;border-radius:99px;margin-right:.15rem}
.error .severity{color:var(--fail);background:var(--fail-bg)}
.warning .severity{color:var(--warn);background:var(--warn-bg)}
.info .severity{color:var(--info);background:var(--info-bg)}
.rule{font:600 .9em var(--mono);color:var(--soft)}
pre{margin:.8rem 0 0;padding:.8rem 1rem;background:var(--quiet);border-radius:8px;overflow-x:auto;font-size:.86rem;line-height:1.5}
pre code{font-size:1em;overflow-wrap:normal}
.b{font-weight:700}
.g{color:var(--soft)}
.e{color:var(--fail);font-weight:600}
.w{color:var(--warn);font-weight:600}
.i,.r{color:var(--info);font-weight:600}
.fix{margin-top:.8rem;font-size:.95rem}
.more{margin-top:.4rem;font-size:.88rem;color:var(--soft)}
footer{border-top:1px solid var(--line);color:var(--soft);font-size:.9rem;padding:1.5rem 0 2.5rem}
footer p+p{margin-top:.4rem}
@media (max-width:60rem){.page{grid-template-columns:minmax(0,1fr);gap:1.5rem}nav{position:static;max-height:none;border-bottom:1px solid var(--line);padding-bottom:.6rem}nav>ul>li{margin-bottom:.3rem}}
@media (max-width:36rem){.inner,.page{padding-left:1rem;padding-right:1rem}.promise{grid-template-columns:1.2rem minmax(0,1fr)}.state{grid-column:2;justify-self:start}.evidence{margin-left:1.8rem}.finding{padding:.9rem}}
@media print{:root{--paper:#fff;--card:#fff;--ink:#000;--soft:#444;--line:#bbb;--quiet:#f4f4f4;--link:#000;--fail:#a31f17;--fail-bg:#fff;--warn:#7a4200;--warn-bg:#fff;--info:#1a5494;--info-bg:#fff;--pass:#0f5e35;--pass-bg:#fff;--unknown:#4a4560;--unknown-bg:#fff}
body{font-size:10pt}nav,.skip{display:none}.page{display:block;padding:1.2rem 0 0}.inner{padding:0}.verdict{padding:0 0 1rem;border-top:0}
.checklist>li,.finding,tr{break-inside:avoid}.diagram{break-inside:avoid;border:0;padding:0}.network{min-width:0}h2,h3,h4{break-after:avoid}
pre{white-space:pre-wrap;border:1px solid var(--line)}.state,.severity,.counts div{border:1px solid currentColor}.more a::after{content:" (" attr(href) ")"}}

""";
}
