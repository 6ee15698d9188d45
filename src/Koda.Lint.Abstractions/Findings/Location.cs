namespace Koda.Lint;

/// <summary>Characters of a file: the place a finding points at.</summary>
/// <param name="Path">The file's path as its host names it, absolute or relative to the host's root, with <c>/</c>.</param>
/// <param name="Start">The first character.</param>
/// <param name="End">One past the last character; equal to <paramref name="Start"/> for a point.</param>
public sealed record Location(string Path, TextPosition Start, TextPosition End)
{
    /// <summary>The whole file, when nothing in it is more to blame than the rest.</summary>
    /// <param name="path">The file's path.</param>
    public static Location OfFile(string path) => new(path, new TextPosition(1, 1), new TextPosition(1, 1));

    /// <summary>Whether the place is an answer of a running deployment: its path is the URL that was asked, its lines are those of the answer's head.</summary>
    public bool IsUrl => Path.StartsWith("http://", StringComparison.Ordinal) || Path.StartsWith("https://", StringComparison.Ordinal);

    /// <summary><c>path:line:column</c>; of an answer the URL alone, behind which a number would read as a port.</summary>
    public override string ToString() => IsUrl ? Path : Path + ":" + Start;
}

/// <summary>Another place that a finding needs to be understood: what was replaced, joined or defined there.</summary>
/// <param name="Location">The place.</param>
/// <param name="Message">What the place contributes, in a few words.</param>
public sealed record RelatedLocation(Location Location, string Message);
