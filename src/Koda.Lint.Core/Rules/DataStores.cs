using Koda.Lint.Compose;
using Koda.Lint.Deployments;

namespace Koda.Lint.Rules;

/// <summary>Which services keep durable data.</summary>
internal static class DataStores
{
    private static readonly string[] ImageNames =
    [
        "postgres", "postgresql", "pgvector", "postgis", "timescaledb", "mysql", "mariadb", "percona", "mongo", "mongodb", "redis", "valkey", "keydb",
        "seaweedfs", "minio", "elasticsearch", "opensearch", "cassandra", "scylla", "memcached", "couchdb", "cockroach", "clickhouse-server", "clickhouse",
        "influxdb", "neo4j", "qdrant", "weaviate", "etcd", "mssql", "dragonfly",
    ];

    private static readonly int[] CertainPorts = [5432, 3306, 27017, 6379, 9200, 9042, 11211, 8333, 9333];

    /// <summary>Whether a service is a data store: by policy, or by its image.</summary>
    public static bool IsDataStore(ComposeService service, DeploymentPolicy policy) =>
        policy.DataStores.Contains(service.Name) || (service.Image is { } image && IsDataStoreImage(image.Text));

    /// <summary>Whether a published port leads into a data store; well-known ports tell even when the image is one's own.</summary>
    public static bool IsDataStorePort(PublishedPort port, DeploymentPolicy policy) =>
        IsDataStore(port.Service, policy) || Array.IndexOf(CertainPorts, port.TargetNumber) >= 0;

    private static bool IsDataStoreImage(string image)
    {
        foreach (var segment in RepositoryOf(image).Split('/'))
        {
            if (Array.IndexOf(ImageNames, segment) >= 0)
                return true;
        }

        return false;
    }

    /// <summary>An image's name in lower case, without registry host, tag and digest.</summary>
    public static string RepositoryOf(string image)
    {
        var at = image.IndexOf('@');
        var name = at < 0 ? image : image.Substring(0, at);
        var slash = name.LastIndexOf('/');
        var tag = name.IndexOf(':', slash + 1);
        if (tag >= 0)
            name = name.Substring(0, tag);
        var first = name.IndexOf('/');
        if (first > 0 && name.IndexOfAny(['.', ':'], 0, first) >= 0)
            name = name.Substring(first + 1);
        return name.ToLowerInvariant();
    }
}
