using System.Text.RegularExpressions;
using Koda.Lint.Analyzers.Flow;
using Koda.Lint.Analyzers.Scan;
using Koda.Lint.Settings;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Koda.Lint.Analyzers.Settings;

/// <summary>Finds secrets in constants, variables and connection strings.</summary>
internal sealed class SecretConstants : SourceRule
{
    private static readonly Regex ConnectionPassword = new(
        """(?:^|[;"\s])(?:Password|Pwd)\s*=\s*(?<secret>[^;"'{}\s]+)""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    private static readonly Regex ConnectionHost = new(
        """(?:Host|Server|Data Source|Username|User Id|Uid)\s*=""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    private static readonly Regex UserInfo = new(
        """[a-z][a-z0-9+.-]*://[^/\s:@"{}]+:(?<secret>[^/\s@"{}]+)@""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    private static readonly string[] Endings = ["Secret", "Password", "Passphrase", "Token", "Key", "SECRET", "PASSWORD", "TOKEN", "KEY"];

    public override IEnumerable<Word> Words =>
    [
        .. Endings.Select(ending => new Word(ending) { IsEnding = true, Before = "=\"" }),
        // public string ApiKey { get; } = "…"
        .. Endings.Select(ending => new Word(ending) { IsEnding = true, Before = "{get" }),
        new Word("Password") { Then = "=", InStrings = true }, new Word("Pwd") { Then = "=", InStrings = true },
        Word.InString("postgres://"), Word.InString("postgresql://"), Word.InString("mongodb://"), Word.InString("redis://"), Word.InString("amqp://"),
        Word.InString("mysql://"),
    ];

    public override void OnAssigned(Assignment assignment, CodeUnit unit)
    {
        if (assignment.Indices.Count == 0)
            Judge(assignment.Member.Name, assignment.Value, assignment.ValueSyntax, unit, isLibrary: assignment.Member.DeclaringSyntaxReferences.IsEmpty);
    }

    public override void OnDeclared(ILocalSymbol local, Value value, SyntaxNode valueSyntax, CodeUnit unit) => Judge(local.Name, value, valueSyntax, unit);

    public override void OnText(SyntaxToken token, CodeUnit unit)
    {
        if (unit.Program.IsTests)
            return;
        foreach (var match in Passwords(token.Text))
        {
            var secret = match.Groups["secret"];
            var place = Microsoft.CodeAnalysis.Location.Create(token.SyntaxTree!, new TextSpan(token.SpanStart + secret.Index, secret.Length));
            var fault = SettingRules.JudgeSecret("PASSWORD", secret.Value, isProduction: true);
            var text = fault is { Kind: SettingFaultKind.SecretIsPlaceholder } ? RuleTexts.SecretIsPlaceholder.Default("the password of this connection")
                : fault is { Kind: SettingFaultKind.SecretIsOneCharacter } ? RuleTexts.SecretIsPlaceholder.OneCharacter("the password of this connection")
                : RuleTexts.SecretWrittenInFile.Source("this connection's password");
            unit.Report(text, place, fix: null);
        }
    }

    private static IEnumerable<Match> Passwords(string literal)
    {
        if (ConnectionHost.IsMatch(literal))
        {
            foreach (Match match in ConnectionPassword.Matches(literal))
                yield return match;
        }

        foreach (Match match in UserInfo.Matches(literal))
            yield return match;
    }

    private static void Judge(string name, Value value, SyntaxNode place, CodeUnit unit, bool isLibrary = false)
    {
        if (unit.Flow.Guard == Guard.Development)
            return;
        foreach (var (alternative, guard) in value.Alternatives)
        {
            // What a call returned, or a member elsewhere holds, is judged there.
            if (guard != Guard.Development && alternative is TextValue { IsWhole: true, Content: var text, Origin: { } origin } && place.FullSpan.Contains(origin.FullSpan))
                WrittenSecret.JudgeMember(name, text, origin, place, unit, isLibrary);
        }
    }
}
