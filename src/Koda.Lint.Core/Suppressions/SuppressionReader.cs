using System.Globalization;
using Koda.Lint.Text;

namespace Koda.Lint.Suppressions;

/// <summary>
/// Reads suppressions: <c>disable=</c> for its line, the next line, or up to <c>enable=</c>; <c>disable-file=</c> for the whole file; a list of
/// rules, and behind <c>--</c> the reason.
/// </summary>
public sealed class SuppressionReader
{
    private readonly SourceFile _file;
    private readonly CommentSyntax _syntax;
    private readonly IReadOnlyCollection<string> _lockedRules;
    private readonly List<Directive> _directives = [];
    private readonly List<Suppression> _suppressions = [];
    private readonly List<SuppressionProblem> _problems = [];
    private readonly Dictionary<int, int> _nextLines = [];
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    private SuppressionReader(SourceFile file, CommentSyntax syntax, IReadOnlyCollection<string> lockedRules)
    {
        _file = file;
        _syntax = syntax;
        _lockedRules = lockedRules;
    }

    /// <summary>Reads a file's suppressions.</summary>
    /// <param name="file">The file.</param>
    /// <param name="syntax">How it writes comments.</param>
    /// <param name="lockedRules">The ids of the rules that may not be suppressed.</param>
    /// <param name="problems">What looks like a suppression and is none that counts.</param>
    public static IReadOnlyList<Suppression> Read(
        SourceFile file, CommentSyntax syntax, IReadOnlyCollection<string> lockedRules, out IReadOnlyList<SuppressionProblem> problems)
    {
        var reader = new SuppressionReader(file, syntax, lockedRules);
        foreach (var comment in CommentReader.Read(file, syntax))
            reader.ReadDirective(comment);
        reader.MatchBlocks();
        reader.FindNextLines();
        foreach (var directive in reader._directives)
            reader.Add(directive);
        problems = reader._problems;
        return reader._suppressions;
    }

    private void ReadDirective(Comment comment)
    {
        var text = _file.Text;
        var (at, end) = (SkipBlanks(comment.Text.Start, comment.Text.End), comment.Text.End);
        var verbStart = at;
        while (at < end && (char.IsLetter(text[at]) || (text[at] == '-' && at + 1 < end && char.IsLetter(text[at + 1]))))
            at++;
        Verb? verb = text.Substring(verbStart, at - verbStart) switch
        {
            "disable" => Verb.Disable,
            "disable-file" => Verb.DisableFile,
            "enable" => Verb.Enable,
            _ => null,
        };
        at = SkipBlanks(at, end);
        if (verb is null || at == end || text[at] != '=')
        {
            Report(RuleTexts.SuppressionStale.NotUnderstood(), new SourceSpan(_file, verbStart, end), "not-understood");
            return;
        }

        var rules = ReadRules(SkipBlanks(at + 1, end), end, out at);
        if (rules.Count == 0)
        {
            Report(RuleTexts.SuppressionStale.NotUnderstood(), new SourceSpan(_file, verbStart, end), "not-understood");
            return;
        }

        at = SkipBlanks(at, end);
        var hasReason = string.CompareOrdinal(text, at, "--", 0, 2) == 0 && text.Substring(at + 2, end - at - 2).Any(char.IsLetterOrDigit);
        _directives.Add(new Directive(verb.Value, rules, hasReason, comment.StandsAlone, _file.GetPosition(comment.Text.Start).Line));
    }

    /// <summary>Words of letters and digits with commas between them; what comes next is not a rule.</summary>
    private List<SourceSpan> ReadRules(int at, int end, out int next)
    {
        var rules = new List<SourceSpan>();
        next = at;
        while (true)
        {
            var start = at;
            while (at < end && char.IsLetterOrDigit(_file.Text[at]))
                at++;
            if (at == start)
                return rules;
            rules.Add(new SourceSpan(_file, start, at));
            next = at;
            at = SkipBlanks(at, end);
            if (at == end || _file.Text[at] != ',')
                return rules;
            at = SkipBlanks(at + 1, end);
        }
    }

    /// <summary>An <c>enable</c> ends the nearest <c>disable</c> of its rule above it that stands on a line of its own and has no end yet.</summary>
    private void MatchBlocks()
    {
        var open = new Dictionary<string, Stack<Directive>>(StringComparer.Ordinal);
        foreach (var directive in _directives)
        {
            foreach (var rule in directive.Rules)
            {
                var name = NameOf(rule);
                if (directive.Verb == Verb.Enable)
                    End(name, rule, directive, open);
                else if (directive.Verb == Verb.Disable && directive.StandsAlone)
                    (open.TryGetValue(name, out var starts) ? starts : open[name] = new Stack<Directive>()).Push(directive);
            }
        }
    }

    private void End(string name, SourceSpan rule, Directive enable, Dictionary<string, Stack<Directive>> open)
    {
        if (open.TryGetValue(name, out var starts) && starts.Count > 0)
            starts.Pop().BlockEnds[name] = enable.StandsAlone ? enable.Line - 1 : enable.Line;
        else
            Report(RuleTexts.SuppressionStale.NothingToEnable(rule.Text), rule, "enable:" + name);
    }

    /// <summary>The last first, so that a comment above another one need not look further than that.</summary>
    private void FindNextLines()
    {
        for (var i = _directives.Count - 1; i >= 0; i--)
            _nextLines[_directives[i].Line] = NextLine(_directives[i].Line);
    }

    private void Add(Directive directive)
    {
        if (directive.Verb == Verb.Enable)
            return;
        if (!directive.HasReason)
        {
            var list = new SourceSpan(_file, directive.Rules[0].Start, directive.Rules[directive.Rules.Count - 1].End);
            Report(RuleTexts.SuppressionWithoutReason.Default(list.Text), list, "suppression:" + string.Join(",", directive.Rules.Select(NameOf)));
            return;
        }

        foreach (var span in directive.Rules)
        {
            if (RuleCatalogue.Find(span.Text) is not { } rule)
                Report(Unknown(span.Text), span, "suppression:" + NameOf(span));
            else if (Suppression.IsInputRule(rule))
                Report(RuleTexts.SuppressionStale.NeverSuppressed(rule.Id), span, "suppression:" + rule.Id);
            else if (_lockedRules.Contains(rule.Id))
                Report(RuleTexts.SuppressionStale.Locked(rule.Id), span, "suppression:" + rule.Id);
            else
                _suppressions.Add(ToSuppression(directive, rule, span));
        }
    }

    private Suppression ToSuppression(Directive directive, RuleInfo rule, SourceSpan span)
    {
        var subject = Numbered("suppression:" + rule.Id);
        if (directive.Verb == Verb.DisableFile)
            return new Suppression(rule, span, 1, int.MaxValue, subject);
        if (directive.BlockEnds.TryGetValue(rule.Id, out var lastLine))
            return new Suppression(rule, span, directive.Line + 1, lastLine, subject);
        var line = directive.StandsAlone ? _nextLines[directive.Line] : directive.Line;
        return new Suppression(rule, span, line, line, subject);
    }

    private static FindingText Unknown(string name) =>
        Spelling.Nearest(name.ToUpperInvariant(), RuleCatalogue.All.Select(rule => rule.Id)) is { } near
            ? RuleTexts.SuppressionStale.UnknownRuleSuggestion(name, near)
            : RuleTexts.SuppressionStale.UnknownRule(name);

    /// <summary>The next line that says something: neither blank nor a comment of its own.</summary>
    private int NextLine(int line)
    {
        for (line++; line <= _file.LineCount; line++)
        {
            if (_nextLines.TryGetValue(line, out var known) && IsComment(_file.GetLine(line).TrimStart()))
                return known;
            var text = _file.GetLine(line).TrimStart();
            if (text.Length > 0 && !IsComment(text))
                break;
        }

        return line;
    }

    private bool IsComment(string line) => _syntax switch
    {
        CommentSyntax.Json => line.StartsWith("//", StringComparison.Ordinal) || line.StartsWith("/*", StringComparison.Ordinal),
        CommentSyntax.Unit => line[0] is '#' or ';',
        _ => line[0] == '#',
    };

    private static string NameOf(SourceSpan rule) => RuleCatalogue.Find(rule.Text)?.Id ?? rule.Text;

    private int SkipBlanks(int at, int end)
    {
        while (at < end && _file.Text[at] is ' ' or '\t')
            at++;
        return at;
    }

    private void Report(FindingText text, SourceSpan span, string subject) => _problems.Add(new SuppressionProblem(text, span, Numbered(subject)));

    private string Numbered(string subject)
    {
        _counts.TryGetValue(subject, out var earlier);
        _counts[subject] = earlier + 1;
        return subject + ":" + earlier.ToString(CultureInfo.InvariantCulture);
    }

    private enum Verb
    {
        Disable,
        DisableFile,
        Enable,
    }

    private sealed record Directive(Verb Verb, List<SourceSpan> Rules, bool HasReason, bool StandsAlone, int Line)
    {
        /// <summary>The last line of the block that this begins, for each rule whose block an <c>enable</c> ends.</summary>
        public Dictionary<string, int> BlockEnds { get; } = new(StringComparer.Ordinal);
    }
}
