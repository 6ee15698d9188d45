using System.Globalization;
using Koda.Lint.Compose;
using Koda.Lint.Compose.Model;
using Koda.Lint.Files;
using Koda.Lint.Interpolation;
using Koda.Lint.Secrets;
using Koda.Lint.Settings;
using Koda.Lint.Text;

namespace Koda.Lint.Reports;

/// <summary>
/// Lists every value of the effective model with where it came from, one line each:
/// <c>services.app.ports[0].published: 8090  &lt;- docker-compose.yml:59:12, ${CONTROL_PLANE_PORT} defined at .env:6:20</c>. Secrets are masked.
/// </summary>
public sealed class OriginsWriter
{
    private const string Mask = "***";

    private readonly TextWriter _output;
    private readonly string _folder;
    private readonly HashSet<SourceSpan> _secrets = [];

    /// <summary>Prepares a writer.</summary>
    /// <param name="output">Where to write.</param>
    /// <param name="folder">The folder that paths are seen from, absolute.</param>
    public OriginsWriter(TextWriter output, string folder)
    {
        _output = output;
        _folder = folder;
    }

    /// <summary>Lists a project's values.</summary>
    /// <param name="project">The project.</param>
    public void Write(ComposeProject project)
    {
        FindSecrets(project.Model, "");
        Write(project.Model, "");
    }

    /// <summary>What one key makes a secret is one under every other key that an anchor brings it to.</summary>
    private void FindSecrets(ModelNode node, string key)
    {
        switch (node)
        {
            case ModelMap map:
                foreach (var entry in map.Entries)
                    FindSecrets(entry.Value, entry.Key);
                break;
            case ModelList list:
                foreach (var item in list.Items)
                    FindSecrets(item, key);
                break;
            case ModelScalar { Text.Length: > 0 } scalar when scalar.IsSecret || SecretNames.IsSecret(key, scalar.Text):
                _secrets.Add(scalar.Span);
                break;
        }
    }

    private void Write(ModelNode node, string path)
    {
        switch (node)
        {
            case ModelMap { Count: > 0 } map:
                foreach (var entry in map.Entries)
                    Write(entry.Value, path.Length == 0 ? entry.Key : path + "." + entry.Key);
                break;
            case ModelList { Items.Count: > 0 } list:
                for (var i = 0; i < list.Items.Count; i++)
                    Write(list.Items[i], path + "[" + i.ToString(CultureInfo.InvariantCulture) + "]");
                break;
            default:
                WriteValue(node, path);
                break;
        }
    }

    private void WriteValue(ModelNode node, string path)
    {
        var text = node switch
        {
            ModelScalar { IsNull: true } => "null",
            ModelScalar scalar => Shown(scalar),
            ModelMap => "{}",
            _ => "[]",
        };
        _output.Write(Printable.Of(path));
        _output.Write(": ");
        _output.Write(Printable.Of(text));
        _output.Write("  <- ");
        _output.Write(Place(node.Span));
        if (node is ModelScalar { Variables: var variables })
        {
            foreach (var use in variables)
            {
                if (use.Contributes)
                    _output.Write(", ${" + use.Name + "} " + SourceOf(use));
            }
        }

        var seen = node.Span;
        for (var earlier = node.Previous; earlier is not null; earlier = earlier.Previous)
        {
            if (earlier.Span == seen)
                continue;
            seen = earlier.Span;
            _output.Write(", replaces " + Place(earlier.Span));
        }

        _output.Write('\n');
    }

    /// <summary>A value, without what a key, its variables or its own shape make a secret.</summary>
    private string Shown(ModelScalar scalar)
    {
        if (_secrets.Contains(scalar.Span))
            return Mask;
        var shown = scalar.Text;
        var secrets = SecretSpans.Find(shown);
        for (var i = secrets.Count - 1; i >= 0; i--)
            shown = shown.Substring(0, secrets[i].Start) + Mask + shown.Substring(secrets[i].End);
        return shown;
    }

    private string SourceOf(VariableUse use)
    {
        var definition = use.Definition switch
        {
            null => "unset",
            { Span: { } span } supplied when supplied.Origin == VariableOrigin.SuppliedAtDeploy => "supplied at the deployment, named at " + Place(span),
            { Span: { } span } => "defined at " + Place(span),
            { Origin: VariableOrigin.ProjectName } => "set by Compose",
            _ => "set in the shell",
        };
        return use.State switch
        {
            VariableState.Defaulted => (use.Definition is null ? "unset" : definition + " as empty") + ", so its default",
            VariableState.Alternate => definition + ", which selects its alternate",
            _ => definition,
        };
    }

    private string Place(SourceSpan span)
    {
        var location = span.ToLocation();
        var path = location.Path == DiskFileProvider.StandardInput ? "<stdin>" : RelativePath.From(_folder, location.Path);
        return Printable.Of(path) + ":" + location.Start;
    }
}
