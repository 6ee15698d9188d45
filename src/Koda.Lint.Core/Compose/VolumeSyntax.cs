using System.Text;
using Koda.Lint.Compose.Model;
using Koda.Lint.Files;

namespace Koda.Lint.Compose;

/// <summary>The short form of <c>volumes</c>: <c>[source:]target[:options]</c> (compose-go: format/volume.go).</summary>
internal static class VolumeSyntax
{
    /// <summary>The length in UTF-8 up to which an item is a target and nothing else, colons or not.</summary>
    private const int MaxPlainBytes = 2;

    /// <summary>Expands one item into the long form, or tells why Compose refuses it and returns null.</summary>
    public static ModelMap? Expand(ModelScalar item, ComposeProblems problems)
    {
        if (item.Text.Length == 0)
        {
            problems.Invalid(item.Span, "invalid empty volume spec");
            return null;
        }

        var sections = Sections(item.Text);
        if (sections.Exists(s => s.Length == 0))
        {
            problems.Invalid(item.Span, "invalid spec: " + ShownValue.Of(item) + ": empty section between colons");
            return null;
        }

        if (sections.Count > 3)
        {
            problems.Invalid(item.Span, "invalid spec: " + ShownValue.Of(item) + ": too many colons");
            return null;
        }

        var volume = new ModelMap(item.Span, 5);
        var source = sections.Count > 1 ? sections[0] : default;
        var target = sections.Count > 1 ? sections[1] : sections[0];
        var isBind = sections.Count > 1 && IsFilePath(item.Text.Substring(source.Start, source.Length));
        volume.Set("type", item.Source, ModelScalar.String(new DefaultSource(item.Span), isBind ? "bind" : "volume"));
        if (sections.Count > 1)
            volume.Set("source", item.Source, item.Part(source.Start, source.Length));
        volume.Set("target", item.Source, Cleaned(item.Part(target.Start, target.Length)));

        if (IsPlain(item.Text))
            return volume;
        var details = new ModelMap(item.Span, 1);
        if (isBind)
            details.Set("create_host_path", item.Source, ModelScalar.Boolean(new DefaultSource(item.Span), true));
        volume.Set(isBind ? "bind" : "volume", item.Source, details);
        if (sections.Count == 3)
            ApplyOptions(item, sections[2], volume);
        return volume;
    }

    /// <summary>The container path of a short form as it is written, without expanding the form.</summary>
    public static string TargetOf(string text)
    {
        var sections = Sections(text);
        var target = sections.Count > 1 ? sections[1] : sections[0];
        return text.Substring(target.Start, target.Length);
    }

    /// <summary>A container path as Go's <c>path.Clean</c> leaves it, to which a drive of Windows is a name like others.</summary>
    public static ModelScalar Cleaned(ModelScalar target)
    {
        var clean = CleanTarget(target.Text);
        return clean == target.Text ? target : ModelScalar.String(target.Source, clean);
    }

    private static string CleanTarget(string target) => DeploymentPath.Clean(DeploymentPath.IsWindowsDrive(target) ? "./" + target : target);

    private static void ApplyOptions(ModelScalar item, Section section, ModelMap volume)
    {
        foreach (var option in item.Text.Substring(section.Start, section.Length).Split(','))
        {
            switch (option)
            {
                case "ro" or "rw":
                    volume.Set("read_only", item.Source, ModelScalar.Boolean(item.Part(section.Start, section.Length).Source, option == "ro"));
                    break;
                case "nocopy":
                    Details(item, volume, "volume").Set("nocopy", item.Source, ModelScalar.Boolean(item.Source, true));
                    break;
                case "z" or "Z":
                    Details(item, volume, "bind").Set("selinux", item.Source, ModelScalar.String(item.Source, option));
                    break;
                case "rprivate" or "private" or "rshared" or "shared" or "rslave" or "slave":
                    Details(item, volume, "bind").Set("propagation", item.Source, ModelScalar.String(item.Source, option));
                    break;
            }
        }
    }

    private static ModelMap Details(ModelScalar item, ModelMap volume, string kind)
    {
        if (volume[kind] is ModelMap there)
            return there;
        var details = new ModelMap(item.Span, 1);
        volume.Set(kind, item.Source, details);
        return details;
    }

    private static List<Section> Sections(string text)
    {
        var sections = new List<Section>(3);
        if (IsPlain(text))
            return [new Section(0, text.Length)];
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            var isDrive = i < text.Length && text[i] == ':' && i == start + 1 && char.IsLetter(text[start]);
            if (i < text.Length && (text[i] != ':' || isDrive))
                continue;
            sections.Add(new Section(start, i - start));
            start = i + 1;
        }

        return sections;
    }

    private static bool IsFilePath(string source) =>
        source[0] is '.' or '/' or '~' || source.StartsWith("\\\\", StringComparison.Ordinal) || (source.Length > 1 && char.IsLetter(source[0]) && source[1] == ':');

    private static bool IsPlain(string text) => Encoding.UTF8.GetByteCount(text) <= MaxPlainBytes;

    private readonly record struct Section(int Start, int Length);
}
