using Koda.Lint.Systemd;
using Koda.Lint.Text;

namespace Koda.Lint.Fuzz.Harnesses;

/// <summary>systemd units.</summary>
internal static class SystemdHarness
{
    public static void Describe(SourceFile file, Transcript transcript)
    {
        var unit = new SystemdUnit([SystemdUnitReader.Read(file)]);
        transcript.Add(ReaderSpans.Of(unit));
        foreach (var variable in unit.Environment)
        {
            transcript.Add(variable.Name);
            transcript.Add(variable.Value.Value);
        }

        foreach (var command in unit.Commands("ExecStart"))
            transcript.Add(command.Prefix);

        transcript.AddProblems(unit.Problems);
        CommentClaims.Describe(file, transcript);
    }
}
