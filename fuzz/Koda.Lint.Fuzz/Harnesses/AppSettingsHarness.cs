using Koda.Lint.AppSettings;
using Koda.Lint.Text;

namespace Koda.Lint.Fuzz.Harnesses;

/// <summary><c>appsettings.json</c>.</summary>
internal static class AppSettingsHarness
{
    public static void Describe(SourceFile file, Transcript transcript)
    {
        var settings = AppSettingsReader.Read(file);
        foreach (var setting in settings.Settings)
        {
            transcript.Add(setting.Key);
            transcript.Add(setting.Value?.Value);
        }

        transcript.Add(ReaderSpans.Of(settings));
        transcript.AddProblems(settings.Problems);
        CommentClaims.Describe(file, transcript);

        var model = new AppSettingsModel([settings]);
        foreach (var setting in model.Settings)
            Transcript.Claim(ReferenceEquals(model.Find(setting.Key), setting), "a setting of the model is found by its key");
    }
}
