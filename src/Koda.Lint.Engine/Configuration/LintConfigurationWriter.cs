using System.Text;
using Koda.Lint.Deployments;
using Koda.Lint.Discovery;
using Koda.Lint.Files;

namespace Koda.Lint.Configuration;

/// <summary>Writes a <c>koda-lint.yml</c> that says what discovery found, for people to go on with.</summary>
public static class LintConfigurationWriter
{
    /// <summary>Where editors find the schema.</summary>
    public const string SchemaUri = "https://raw.githubusercontent.com/OpenKodaAI/koda-lint/main/schemas/koda-lint.schema.json";

    /// <summary>Writes the file: judged with it, the deployments give what they give without.</summary>
    /// <param name="plans">The deployments, each with the Compose files that it reads.</param>
    /// <param name="folder">The folder that the file will stand in, absolute.</param>
    public static string Write(IReadOnlyList<(DeploymentPlan Plan, IReadOnlyList<string> Files)> plans, string folder)
    {
        var text = new StringBuilder();
        text.Append("# yaml-language-server: $schema=").Append(SchemaUri).Append('\n');
        text.Append("# Written by 'koda-lint init' from the files beside it; docs/configuration.md of Koda.Lint explains every key.\n");
        text.Append("deployments:\n");
        foreach (var (plan, files) in plans)
        {
            text.Append("  - name: ").Append(Scalar(plan.Name)).Append('\n');
            text.Append("    compose: ").Append(List(files, folder)).Append('\n');
            if (plan.Request.EnvFiles.Count > 0)
                text.Append("    env-file: ").Append(List(plan.Request.EnvFiles.Select(path => DeploymentPath.Resolve(plan.Request.WorkingDirectory, path)), folder)).Append('\n');
            if (plan.Request.Profiles.Count > 0)
                text.Append("    profiles: [").Append(string.Join(", ", plan.Request.Profiles.Select(Scalar))).Append("]\n");
            if (plan.Environment != DeploymentEnvironment.Auto)
                text.Append("    environment: ").Append(plan.Environment == DeploymentEnvironment.Production ? "production" : "development").Append('\n');
        }

        text.Append("""

            # rules:
            #   KODA6005: none                                # error, warning, info or none
            #   KODA2003: { severity: error, locked: true }   # nothing suppresses it or makes it lighter
            # policy:
            #   data-stores: [db]
            #   loopback-ports: { allow-public: ["caddy:80", "caddy:443"] }

            """.Replace("\r\n", "\n"));
        return text.ToString();
    }

    private static string List(IEnumerable<string> paths, string folder) => "[" + string.Join(", ", paths.Select(path => Scalar(RelativePath.From(folder, path)))) + "]";

    private static string Scalar(string value) => value.Length > 0 && value.All(c => c is '.' or '_' or '-' or '/' || (c < 128 && char.IsLetterOrDigit(c))) && value[0] is not '-'
        ? value
        : "'" + value.Replace("'", "''") + "'";
}
