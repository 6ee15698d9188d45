namespace Koda.Lint.Reports.Html;

/// <summary>Writes markup that is HTML and well-formed XML at once, so that no reader has anything to repair. All text is escaped.</summary>
internal sealed class HtmlWriter(TextWriter output)
{
    private readonly Stack<string> _open = new();

    /// <summary>Begins an element; attributes that are null are left out.</summary>
    public HtmlWriter Open(string tag, params (string Name, string? Value)[] attributes)
    {
        WriteStart(tag, attributes);
        output.Write('>');
        _open.Push(tag);
        return this;
    }

    /// <summary>Ends the innermost element.</summary>
    public HtmlWriter Close()
    {
        output.Write("</" + _open.Pop() + ">");
        return this;
    }

    /// <summary>Ends the innermost element and the line.</summary>
    public HtmlWriter CloseLine()
    {
        Close();
        output.Write('\n');
        return this;
    }

    /// <summary>An element without content.</summary>
    public HtmlWriter Empty(string tag, params (string Name, string? Value)[] attributes)
    {
        WriteStart(tag, attributes);
        output.Write("/>");
        return this;
    }

    /// <summary>An element with text.</summary>
    public HtmlWriter Element(string tag, string text, params (string Name, string? Value)[] attributes) => Open(tag, attributes).Text(text).Close();

    /// <summary>Text.</summary>
    public HtmlWriter Text(string text)
    {
        output.Write(Escape(text));
        return this;
    }

    /// <summary>Text in which names stand in backticks.</summary>
    public HtmlWriter Words(string text)
    {
        var parts = text.Split('`');
        for (var i = 0; i < parts.Length; i++)
        {
            if (i % 2 == 1 && i < parts.Length - 1)
                Element("code", parts[i]);
            else
                Text(i % 2 == 1 ? "`" + parts[i] : parts[i]);
        }

        return this;
    }

    /// <summary>A line break in the markup.</summary>
    public HtmlWriter Line()
    {
        output.Write('\n');
        return this;
    }

    /// <summary>Text that has no character to escape, such as a style sheet.</summary>
    public HtmlWriter Raw(string text)
    {
        output.Write(text);
        return this;
    }

    private void WriteStart(string tag, (string Name, string? Value)[] attributes)
    {
        output.Write("<" + tag);
        foreach (var (name, value) in attributes)
        {
            if (value is not null)
                output.Write(" " + name + "=\"" + Escape(value) + "\"");
        }
    }

    /// <summary>XML's five characters; <c>&amp;apos;</c> is written as a number, which old HTML knows too.</summary>
    private static string Escape(string text) =>
        XmlText.Of(text).Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("\"", "&quot;").Replace("'", "&#39;");
}
