namespace Koda.Lint.Reports;

/// <summary>Writes text in colours: those of a terminal (ECMA-48 SGR), unless a descendant has others; or without them.</summary>
internal class Ink(TextWriter output, bool useColour)
{
    public const string Bold = "1";
    public const string Gutter = "34";
    public const string Related = "34;1";

    /// <summary>A severity's colour.</summary>
    public static string Of(Severity severity) => severity switch
    {
        Severity.Error => "31;1",
        Severity.Warning => "33;1",
        _ => "36;1",
    };

    public virtual void Write(string text, string? colour = null)
    {
        if (!useColour || colour is null || text.Length == 0)
        {
            output.Write(text);
            return;
        }

        output.Write("\u001B[");
        output.Write(colour);
        output.Write('m');
        output.Write(text);
        output.Write("\u001B[0m");
    }

    public virtual void EndLine() => output.Write('\n');
}
