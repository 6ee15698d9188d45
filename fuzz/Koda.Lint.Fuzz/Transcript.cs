using Koda.Lint.Text;

namespace Koda.Lint.Fuzz;

/// <summary>
/// What a reader made of a text, written down: every place is held against its file on the way, and two readings can be compared.
/// </summary>
public sealed class Transcript
{
    private long _digest = unchecked((long)14695981039346656037);

    /// <summary>A number that two different readings hardly share.</summary>
    public long Digest => _digest;

    /// <summary>Something that has to be so.</summary>
    /// <param name="holds">Whether it is.</param>
    /// <param name="claim">What has to be.</param>
    /// <exception cref="BrokenClaimException">It is not.</exception>
    public static void Claim(bool holds, string claim)
    {
        if (!holds)
            throw new BrokenClaimException(claim);
    }

    /// <summary>Writes down a word.</summary>
    /// <param name="word">The word; null is written down as such.</param>
    public void Add(string? word)
    {
        foreach (var c in word ?? "\0")
            Mix(c);
        Mix('\uFFFF');
    }

    /// <summary>Writes down a number.</summary>
    /// <param name="number">The number.</param>
    public void Add(int number) => Mix(number);

    /// <summary>Writes down places.</summary>
    /// <param name="spans">The places.</param>
    public void Add(IEnumerable<SourceSpan> spans)
    {
        foreach (var span in spans)
            Add(span);
    }

    /// <summary>Writes down a place. It lies inside the text, and its line and column lead back to it.</summary>
    /// <param name="span">The place.</param>
    public void Add(SourceSpan span)
    {
        Claim(span.File is not null, "a place has a file");
        Claim(0 <= span.Start && span.Start <= span.End && span.End <= span.File!.Text.Length, "a place lies inside the text");
        Add(span.File!, span.Start);
        Add(span.File!, span.End);
    }

    /// <summary>Writes down what could not be read: it has a place and words.</summary>
    /// <param name="span">The place.</param>
    /// <param name="reason">The words.</param>
    public void AddProblem(SourceSpan span, string reason)
    {
        Claim(reason.Length > 0, "a problem has words");
        Add(reason);
        Add(span);
    }

    /// <summary>Writes down what a reader could not read.</summary>
    /// <param name="problems">Its problems.</param>
    public void AddProblems(IEnumerable<ReadProblem> problems)
    {
        foreach (var problem in problems)
            AddProblem(problem.Span, problem.Message);
    }

    private void Add(SourceFile file, int offset)
    {
        var position = file.GetPosition(offset);
        Claim(position.Line >= 1 && position.Line <= file.LineCount && position.Column >= 1, "a position is one of the file's");
        // Between a CR and its LF there is no column: the line is over, the next has not begun.
        var isInsideBreak = offset > 0 && offset < file.Text.Length && file.Text[offset - 1] == '\r' && file.Text[offset] == '\n';
        Claim(file.GetOffset(position) == (isInsideBreak ? offset - 1 : offset), "a line and a column lead back to the place");
        Mix(offset);
    }

    private void Mix(int value) => _digest = unchecked((_digest ^ value) * 1099511628211);
}
