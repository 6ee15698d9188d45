namespace Koda.Lint.Reports.Html;

/// <summary>Writes a code frame's colours as classes of the style sheet.</summary>
internal sealed class HtmlInk(HtmlWriter html) : Ink(TextWriter.Null, useColour: false)
{
    public override void Write(string text, string? colour = null)
    {
        var name = colour switch
        {
            Bold => "b",
            Gutter => "g",
            Related => "r",
            null => null,
            _ when colour == Of(Severity.Error) => "e",
            _ when colour == Of(Severity.Warning) => "w",
            _ => "i",
        };
        if (name is null || text.Length == 0)
            html.Text(text);
        else
            html.Element("span", text, ("class", name));
    }

    public override void EndLine() => html.Line();
}
