using Koda.Lint.Suppressions;
using Koda.Lint.Text;

namespace Koda.Lint.Fuzz.Harnesses;

/// <summary>The suppressions in a file's comments, which are read from every file whatever else it holds.</summary>
internal static class CommentClaims
{
    public static void Describe(SourceFile file, Transcript transcript)
    {
        var suppressions = SuppressionReader.Read(file, CommentSyntaxes.OfName(file.Path), [], out var problems);
        foreach (var suppression in suppressions)
        {
            transcript.Add(suppression.Subject);
            transcript.Add(suppression.Span);
            transcript.Add(suppression.FirstLine);
            transcript.Add(suppression.LastLine);
            Transcript.Claim(suppression.FirstLine >= 1, "a suppression begins on a line");
        }

        foreach (var problem in problems)
            transcript.AddProblem(problem.Span, problem.Text.Message);
    }
}
