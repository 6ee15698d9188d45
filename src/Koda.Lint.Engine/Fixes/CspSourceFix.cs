using Koda.Lint.Text;

namespace Koda.Lint.Fixes;

/// <summary>Takes <c>'unsafe-inline'</c> out of a Content-Security-Policy; where nothing else is left, the page's own origin takes its place.</summary>
internal sealed class CspSourceFix : FindingFix
{
    private const string Source = "'unsafe-inline'";

    public override FixProposal Propose(FixRequest request)
    {
        if (request.Files.Read(request.Finding.Location.Path).File is not { } file)
            return FixProposal.Not("the file cannot be read");
        var (start, end) = (file.GetOffset(request.Finding.Location.Start), file.GetOffset(request.Finding.Location.End));
        if (!string.Equals(file.Text.Substring(start, end - start), Source, StringComparison.OrdinalIgnoreCase))
            return FixProposal.Not("the policy is not written out where it is found");
        if (IsAlone(file.Text, start, end))
            return FixProposal.Of(new TextEdit(new SourceSpan(file, start, end), "'self'"));
        while (start > 0 && file.Text[start - 1] is ' ' or '\t')
            start--;
        return FixProposal.Of(new TextEdit(new SourceSpan(file, start, end), ""));
    }

    /// <summary>Whether a directive has no other source: there is one word in front of this one, and none behind it.</summary>
    private static bool IsAlone(string text, int start, int end)
    {
        var from = text.LastIndexOfAny([';', '"', '`', '\n'], Math.Max(0, start - 1)) + 1;
        var to = text.IndexOfAny([';', '"', '`', '\n'], end);
        var before = text.Substring(from, start - from).Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        var after = text.Substring(end, (to < 0 ? text.Length : to) - end).Trim();
        return before.Length == 1 && after.Length == 0;
    }
}
