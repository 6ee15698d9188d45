using Koda.Lint.Dotenv;
using Koda.Lint.Interpolation;
using Koda.Lint.Text;

namespace Koda.Lint.Fuzz.Harnesses;

/// <summary>Env files, in the eyes of all who read them.</summary>
internal static class DotenvHarness
{
    public static void Describe(SourceFile file, Transcript transcript)
    {
        foreach (var dialect in Enum.GetValues<DotenvDialect>())
            Describe(DotenvReader.Read(file, dialect, Look), transcript);
        CommentClaims.Describe(file, transcript);
    }

    private static void Describe(EnvFile file, Transcript transcript)
    {
        var length = 0L;
        var before = 0;
        foreach (var entry in file.Entries)
        {
            transcript.Add(entry.Key);
            transcript.Add(entry.Value);
            transcript.Add(entry.KeySpan);
            transcript.Add(entry.ValueSpan);
            Transcript.Claim(entry.KeySpan.Start >= before && entry.ValueSpan.Start >= entry.KeySpan.End, "names and values come in the order of the text");
            before = entry.KeySpan.Start;
            length += entry.Value.Length;
            foreach (var use in entry.Uses)
            {
                Transcript.Claim(entry.ValueSpan.Start <= use.Start && use.Start <= use.OperandStart && use.OperandStart <= use.OperandEnd && use.OperandEnd <= use.End && use.End <= entry.ValueSpan.End, "a use lies inside its value");
            }
        }

        Transcript.Claim(length <= 4L * Template.MaxValueLength, "values do not grow past their limit");
        Transcript.Claim(!file.Failed || file.Problems.Count > 0, "a file is refused for a reason");
        if (file.Entries.Count > 0)
            Transcript.Claim(ReferenceEquals(file.Entries[^1], file.Find(file.Entries[^1].Key)), "the last of a key counts");
        foreach (var problem in file.Problems)
            transcript.AddProblem(problem.Span, problem.Reason);
    }

    private static VariableDefinition? Look(string name) =>
        name == "SHELLVAR" ? new VariableDefinition(name, "from shell", VariableOrigin.Shell, null) : null;
}
