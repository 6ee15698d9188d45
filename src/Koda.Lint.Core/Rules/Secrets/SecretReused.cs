using Koda.Lint.Settings;

namespace Koda.Lint.Rules;

/// <summary>KODA6011: two secrets have one value, so that who learns one has both.</summary>
internal sealed class SecretReused : SecretRule
{
    /// <summary>Words of names under which a client keeps its data store's secret.</summary>
    private static readonly string[] DataStoreWords =
    [
        "DB", "DATABASE", "DATASTORE", "PG", "PSQL", "SQL", "MYSQL", "MARIADB", "MONGO", "MONGODB", "REDIS", "VALKEY", "CACHE", "S3", "AWS", "MINIO", "STORAGE",
        "OBJECT", "ELASTIC", "ELASTICSEARCH", "OPENSEARCH", "CLICKHOUSE", "INFLUXDB", "NEO4J", "COUCHDB",
    ];

    public override void Judge(RuleContext context)
    {
        var earlier = new Dictionary<string, SecretDefinition>(StringComparer.Ordinal);
        foreach (var secret in context.Secrets.OfStack)
        {
            if (secret.Value.IndexOf("://", StringComparison.Ordinal) >= 0 || !SecretValue.IsSpecific(secret.Name, secret.Value) || IsPlaceholder(secret))
                continue;
            if (!earlier.TryGetValue(secret.Value, out var other))
                earlier.Add(secret.Value, secret);
            else if (!IsSameSecret(other.Name, secret.Name) && !IsSharedWithDataStore(other, secret, context) && !IsSharedWithDataStore(secret, other, context))
                Report(context, secret, other);
        }
    }

    private static void Report(RuleContext context, SecretDefinition secret, SecretDefinition other) => context.Report(
        RuleTexts.SecretReused.Default(secret.Name, other.Name),
        secret.Span,
        "reused:" + secret.Name + ":" + other.Name,
        related: [new RelatedLocation(other.Span.ToLocation(), RuleTexts.SecretReused.Related.Other(other.Name))]);

    /// <summary>One name, or one that the other only puts a prefix before: <c>S3_ACCESS_KEY_ID</c> and <c>APP_S3_ACCESS_KEY_ID</c>.</summary>
    private static bool IsSameSecret(string left, string right) =>
        left == right || IsPrefixed(left, right) || IsPrefixed(right, left);

    private static bool IsPrefixed(string name, string plain) =>
        plain.IndexOf('_') > 0 && name.EndsWith("_" + plain, StringComparison.OrdinalIgnoreCase);

    /// <summary>A data store and its client write one password under two names: it is one secret, not two.</summary>
    private static bool IsSharedWithDataStore(SecretDefinition store, SecretDefinition client, RuleContext context) =>
        IsForDataStore(client.Name)
        && context.Secrets.UsersOf(store).Any(service => DataStores.IsDataStore(service, context.Deployment.Policy))
        && context.Secrets.UsersOf(client).Any(service => !DataStores.IsDataStore(service, context.Deployment.Policy));

    /// <summary>Whether a client's name for a secret says that it is the data store's; <c>PASSWORD</c> alone says nothing else.</summary>
    private static bool IsForDataStore(string name)
    {
        var words = name.ToUpperInvariant().Split('_');
        return words.Length == 1
            || Array.Exists(words, word => Array.IndexOf(DataStoreWords, word) >= 0 || word.StartsWith("POSTGRES", StringComparison.Ordinal));
    }
}
