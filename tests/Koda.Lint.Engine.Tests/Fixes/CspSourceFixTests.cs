using Koda.Lint.Checking;
using Koda.Lint.Discovery;
using Koda.Lint.Compose;
using Koda.Lint.Deployments;
using Koda.Lint.Files;
using Koda.Lint.Fixes;
using Koda.Lint.Text;

namespace Koda.Lint.Engine.Tests.Fixes;

/// <summary>The policy of a proxy's file, whatever the file's format is.</summary>
public sealed class CspSourceFixTests
{
    [Theory]
    [InlineData("header Content-Security-Policy \"script-src 'self' 'unsafe-inline'; style-src 'self'\"", "header Content-Security-Policy \"script-src 'self'; style-src 'self'\"")]
    [InlineData("header Content-Security-Policy \"script-src 'unsafe-inline' 'self'\"", "header Content-Security-Policy \"script-src 'self'\"")]
    [InlineData("add_header Content-Security-Policy \"default-src 'self'; style-src 'Unsafe-Inline'\" always;", "add_header Content-Security-Policy \"default-src 'self'; style-src 'self'\" always;")]
    [InlineData("add_header Content-Security-Policy \"style-src\t'unsafe-inline' ; img-src *\";", "add_header Content-Security-Policy \"style-src\t'self' ; img-src *\";")]
    public void The_source_goes_and_a_directive_never_becomes_empty(string line, string expected)
    {
        var outcome = Propose(line, "'unsafe-inline'");

        var edit = Assert.Single(outcome.Edits);
        Assert.Equal(expected, line[..edit.Span.Start] + edit.Replacement + line[edit.Span.End..]);
    }

    [Fact]
    public void A_policy_that_is_put_together_elsewhere_is_left_to_a_person() =>
        Assert.NotNull(Propose("add_header Content-Security-Policy $policy;", "$policy").WhyNot);

    private static FixProposal Propose(string line, string marked)
    {
        using var folder = new TemporaryFolder();
        folder.Write("compose.yml", "services: {}\n");
        folder.Write("proxy.conf", line);
        var files = new DiskFileProvider();
        var file = files.Read(folder.PathTo("proxy.conf")).File!;
        var start = line.IndexOf(marked, StringComparison.OrdinalIgnoreCase);
        var finding = new Finding
        {
            Rule = RuleCatalogue.CspAllowsUnsafeInline, Severity = Severity.Error, Message = "it is allowed", Subject = "csp",
            Location = new SourceSpan(file, start, start + marked.Length).ToLocation(),
        };
        var plan = new DeploymentPlan("koda", new ComposeRequest { WorkingDirectory = folder.Path, Files = ["compose.yml"] }, DeploymentEnvironment.Production);
        return FixTable.Find(finding.Rule)!.Propose(new FixRequest(finding, new DeploymentCheck(files) { Root = folder.Path }.Load(plan), files, NewSecret: null));
    }
}
