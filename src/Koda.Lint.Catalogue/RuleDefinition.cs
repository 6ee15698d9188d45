namespace Koda.Lint.Catalogue;

/// <summary>What a rule file says. Values only: two readings of the same text are equal.</summary>
internal sealed record RuleDefinition(
    string Id,
    string Name,
    string Title,
    string Category,
    string Severity,
    EquatableArray<char> Surfaces,
    EquatableArray<MessageVariant> Messages,
    EquatableArray<RelatedText> Related,
    string Why,
    string HowToFix,
    EquatableArray<string> StaysSilent,
    EquatableArray<Example> Examples,
    string? NoBadExample,
    string? CodeFix)
{
    /// <summary>Whether readers, loaders and the rule runner raise it themselves: it has words but no class.</summary>
    public bool IsAboutInput => Id.StartsWith("KODA9", StringComparison.Ordinal);

    /// <summary>Whether it judges a deployment's files, by a class of its own.</summary>
    public bool JudgesDeployments => !IsAboutInput && Surfaces.Any(letter => "ECJPUF".IndexOf(letter) >= 0);

    /// <summary>Whether a C# compiler can show it: found in source, or in files that a project passes along.</summary>
    public bool IsDiagnostic => Surfaces.Any(letter => "ECJPUFS".IndexOf(letter) >= 0);
}

/// <summary>One of the ways a rule words its finding.</summary>
/// <param name="Key">Its name in the file, in kebab case.</param>
/// <param name="Severity">The severity of this case, or null for the rule's own.</param>
/// <param name="Text">What is wrong.</param>
/// <param name="Label">A few words for the marked characters, or null.</param>
/// <param name="Fix">What to type, or null.</param>
internal sealed record MessageVariant(string Key, string? Severity, Template Text, Template? Label, Template? Fix)
{
    /// <summary>The names to be filled in, in order of first appearance.</summary>
    public IEnumerable<string> Placeholders => new[] { Text, Label, Fix }.SelectMany(template => template?.Placeholders ?? []).Distinct();
}

/// <summary>What a rule says at a place that explains its finding.</summary>
/// <param name="Key">Its name in the file, in kebab case.</param>
/// <param name="Text">A few words.</param>
internal sealed record RelatedText(string Key, Template Text);

/// <summary>Words with <c>{placeholders}</c>; <c>{{</c> and <c>}}</c> stand for braces.</summary>
internal sealed record Template(EquatableArray<TemplatePart> Parts)
{
    /// <summary>For people: <c>&lt;name&gt;</c> for each placeholder, and braces written once.</summary>
    public string Shown => string.Concat(Parts.Select(part => part.IsPlaceholder ? "<" + part.Text + ">" : part.Text));

    /// <summary>The names to be filled in, in order of first appearance.</summary>
    public IEnumerable<string> Placeholders => Parts.Where(part => part.IsPlaceholder).Select(part => part.Text).Distinct();
}

/// <summary>Words to be said as they are, or the name of what is to be filled in.</summary>
internal sealed record TemplatePart(bool IsPlaceholder, string Text);

/// <summary>A small deployment or program, and where the rule reports in it.</summary>
internal sealed record Example(
    string Title, EquatableArray<ExampleText> Files, EquatableArray<string> Arguments, EquatableArray<string> Expect);

/// <summary>A file of an example.</summary>
/// <param name="Name">Its path.</param>
/// <param name="Text">Its text.</param>
/// <param name="Mode">Its permission bits in octal, when they matter.</param>
/// <param name="IsTracked">Whether git tracks it.</param>
internal sealed record ExampleText(string Name, string Text, string? Mode, bool IsTracked);
