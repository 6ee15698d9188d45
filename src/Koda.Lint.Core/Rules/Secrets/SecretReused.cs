using Koda.Lint.Deployments;

namespace Koda.Lint.Rules;

/// <summary>KODA6011: two secrets have one value, so that who learns one has both.</summary>
internal sealed class SecretReused : SecretRule
{
    /// <summary>Shorter values meet by chance, and are judged for being short.</summary>
    private const int MinLength = 8;

    public override void Judge(RuleContext context)
    {
        var earlier = new Dictionary<string, SecretDefinition>(StringComparer.Ordinal);
        foreach (var secret in context.Secrets.All)
        {
            if (secret.Value.Length < MinLength || IsPlaceholder(secret.Name, secret.Value) || secret.Value.IndexOf("://", StringComparison.Ordinal) >= 0)
                continue;
            if (!earlier.TryGetValue(secret.Value, out var other))
                earlier.Add(secret.Value, secret);
            else if (other.Name != secret.Name && !IsSharedWithDataStore(other, secret, context.Deployment))
                Report(context, secret, other);
        }
    }

    private static void Report(RuleContext context, SecretDefinition secret, SecretDefinition other) => context.Report(
        RuleTexts.SecretReused.Default(secret.Name, other.Name),
        secret.Span,
        "reused:" + secret.Name + ":" + other.Name,
        related: [new RelatedLocation(other.Span.ToLocation(), RuleTexts.SecretReused.Related.Other(other.Name))]);

    /// <summary>A data store and its client write one password under two names: it is one secret, not two.</summary>
    private static bool IsSharedWithDataStore(SecretDefinition left, SecretDefinition right, Deployment deployment) =>
        left.Service is { } first && right.Service is { } second && first != second
        && (DataStores.IsDataStore(first, deployment.Policy) || DataStores.IsDataStore(second, deployment.Policy));
}
