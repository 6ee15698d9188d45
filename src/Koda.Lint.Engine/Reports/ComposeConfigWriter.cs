using System.Globalization;
using System.Text.Json;
using Koda.Lint.Compose;
using Koda.Lint.Compose.Model;

namespace Koda.Lint.Reports;

/// <summary>
/// Prints the effective model as <c>docker compose config</c> does: <c>$</c> doubled, what is empty or false left out as
/// Compose's own types leave it out. It stands in for Docker Compose, so it shows secrets as Compose does.
/// </summary>
public static class ComposeConfigWriter
{
    /// <summary>Maps of the user's own keys, whose values are printed whatever they are.</summary>
    private static readonly HashSet<string> FreeMaps = new(StringComparer.Ordinal)
    {
        "environment", "labels", "annotations", "args", "sysctls", "options", "driver_opts", "storage_opt", "additional_contexts", "aux_addresses",
    };

    /// <summary>Attributes that Compose prints although they are false or zero, because there unset is something else.</summary>
    private static readonly HashSet<string> AlwaysShown = new(StringComparer.Ordinal)
    {
        "required", "init", "attach", "replicas", "scale", "enable_ipv6", "enable_ipv4", "max_attempts", "retries", "parallelism", "mode", "name",
    };

    /// <summary>Attributes that are read and then gone.</summary>
    private static readonly HashSet<string> Consumed = new(StringComparer.Ordinal) { "env_file", "extends", "version", "include" };

    /// <summary>Writes the model as indented JSON.</summary>
    /// <param name="project">The project.</param>
    /// <param name="output">Where to write, as UTF-8.</param>
    /// <param name="interpolated">Whether variables were expanded; if not, <c>$</c> stays as it is written.</param>
    public static void WriteJson(ComposeProject project, Stream output, bool interpolated)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        new Printer(json, interpolated).Root(project.Model);
        json.Flush();
        output.WriteByte((byte)'\n');
    }

    /// <summary>Writes the model as YAML.</summary>
    /// <param name="project">The project.</param>
    /// <param name="output">Where to write.</param>
    /// <param name="interpolated">Whether variables were expanded; if not, <c>$</c> stays as it is written.</param>
    public static void WriteYaml(ComposeProject project, TextWriter output, bool interpolated)
    {
        using var json = new MemoryStream();
        WriteJson(project, json, interpolated);
        YamlTextWriter.Write(json.GetBuffer().AsSpan(0, (int)json.Length), output);
    }

    private sealed class Printer(Utf8JsonWriter json, bool interpolated)
    {
        public void Root(ModelMap model)
        {
            var used = UsedResources.Of(model);
            json.WriteStartObject();
            foreach (var entry in Sorted(model))
            {
                if (Consumed.Contains(entry.Key))
                    continue;
                switch (entry.Key)
                {
                    case "services":
                        json.WriteStartObject("services");
                        foreach (var service in Sorted((ModelMap)entry.Value))
                            Service(service);
                        json.WriteEndObject();
                        break;
                    case "networks" or "volumes" or "secrets" or "configs":
                        Resources(entry, used[entry.Key]);
                        break;
                    default:
                        json.WritePropertyName(entry.Key);
                        Any(entry.Value, isFree: true);
                        break;
                }
            }

            if (model["services"] is null)
            {
                json.WriteStartObject("services");
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        private void Service(ModelEntry service)
        {
            json.WriteStartObject(service.Key);
            var map = (ModelMap)service.Value;
            foreach (var name in (string[])["command", "entrypoint"])
            {
                if (interpolated && map[name] is null or ModelScalar { IsNull: true })
                    json.WriteNull(name);
            }

            foreach (var entry in Sorted(map))
            {
                if (Consumed.Contains(entry.Key) || entry.Key.StartsWith("x-", StringComparison.Ordinal))
                    continue;
                if (entry.Key is "command" or "entrypoint" && entry.Value is ModelList list)
                {
                    json.WritePropertyName(entry.Key);
                    Any(list, isFree: true);
                }
                else if (entry.Key == "networks" && entry.Value is ModelMap networks)
                {
                    Networks(networks);
                }
                else if (entry.Key == "deploy" && entry.Value is ModelMap deploy)
                {
                    Deploy(deploy);
                }
                else
                {
                    Attribute(entry);
                }
            }

            json.WriteEndObject();
        }

        private void Networks(ModelMap networks)
        {
            json.WriteStartObject("networks");
            foreach (var network in Sorted(networks))
            {
                json.WritePropertyName(network.Key);
                Any(network.Value, isFree: false);
            }

            json.WriteEndObject();
        }

        /// <summary>Compose prints these two parts of a deploy section, empty or not.</summary>
        private void Deploy(ModelMap deploy)
        {
            json.WriteStartObject("deploy");
            foreach (var name in (string[])["placement", "resources"])
            {
                if (deploy[name] is null)
                {
                    json.WriteStartObject(name);
                    json.WriteEndObject();
                }
            }

            foreach (var entry in Sorted(deploy))
                Attribute(entry);
            json.WriteEndObject();
        }

        private void Resources(ModelEntry section, HashSet<string> used)
        {
            if (section.Value is not ModelMap map || !map.Entries.Any(e => used.Contains(e.Key)))
                return;
            json.WriteStartObject(section.Key);
            foreach (var entry in Sorted(map))
            {
                if (!used.Contains(entry.Key))
                    continue;
                json.WritePropertyName(entry.Key);
                if (section.Key == "networks" && entry.Value is ModelMap network && network["ipam"] is null)
                    NetworkWithoutIpam(network);
                else
                    Any(entry.Value, isFree: false);
            }

            json.WriteEndObject();
        }

        /// <summary>Compose prints every network's address management, empty or not.</summary>
        private void NetworkWithoutIpam(ModelMap network)
        {
            json.WriteStartObject();
            json.WriteStartObject("ipam");
            json.WriteEndObject();
            foreach (var entry in Sorted(network))
                Attribute(entry);
            json.WriteEndObject();
        }

        private void Attribute(ModelEntry entry)
        {
            if (IsOmitted(entry))
                return;
            json.WritePropertyName(entry.Key);
            Any(entry.Value, FreeMaps.Contains(entry.Key));
        }

        private static bool IsOmitted(ModelEntry entry)
        {
            if (entry.Key.StartsWith("x-", StringComparison.Ordinal))
                return true;
            return entry.Value switch
            {
                ModelScalar { IsNull: true } => true,
                ModelScalar { Kind: ModelScalarKind.String, Text.Length: 0 } => true,
                ModelScalar { Kind: ModelScalarKind.Boolean, IsTrue: false } or ModelScalar { Kind: ModelScalarKind.Integer or ModelScalarKind.Float, Number: 0 } =>
                    !AlwaysShown.Contains(entry.Key),
                ModelList { Items.Count: 0 } => true,
                _ => false,
            };
        }

        private void Any(ModelNode node, bool isFree)
        {
            switch (node)
            {
                case ModelMap map:
                    json.WriteStartObject();
                    foreach (var entry in Sorted(map))
                    {
                        if (!isFree)
                        {
                            Attribute(entry);
                            continue;
                        }

                        json.WritePropertyName(entry.Key);
                        Any(entry.Value, isFree: true);
                    }

                    json.WriteEndObject();
                    break;
                case ModelList list:
                    json.WriteStartArray();
                    foreach (var item in list.Items)
                        Any(item, isFree);
                    json.WriteEndArray();
                    break;
                case ModelScalar scalar:
                    Scalar(scalar);
                    break;
            }
        }

        private void Scalar(ModelScalar scalar)
        {
            switch (scalar.Kind)
            {
                case ModelScalarKind.Null:
                    json.WriteNullValue();
                    break;
                case ModelScalarKind.Boolean:
                    json.WriteBooleanValue(scalar.IsTrue);
                    break;
                case ModelScalarKind.Integer:
                    json.WriteRawValue(scalar.Text);
                    break;
                case ModelScalarKind.Float when !double.IsInfinity(scalar.Number) && !double.IsNaN(scalar.Number):
                    json.WriteRawValue(scalar.Number.ToString("R", CultureInfo.InvariantCulture));
                    break;
                default:
                    json.WriteStringValue(interpolated ? scalar.Text.Replace("$", "$$") : scalar.Text);
                    break;
            }
        }

        private static IOrderedEnumerable<ModelEntry> Sorted(ModelMap map) => map.Entries.OrderBy(e => e.Key, StringComparer.Ordinal);
    }
}
