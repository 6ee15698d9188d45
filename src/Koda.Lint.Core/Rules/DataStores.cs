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

    /// <summary>Where a data store keeps its data, or null when its image does not tell or it is set up to keep nothing.</summary>
    public static string? DataFolder(ComposeService service, DeploymentPolicy policy)
    {
        if (service.Image is not { } image)
            return null;
        var repository = RepositoryOf(image.Text);
        var name = repository.Substring(repository.LastIndexOf('/') + 1);
        if (repository.StartsWith("bitnami", StringComparison.Ordinal))
            return Array.IndexOf(ImageNames, name) >= 0 ? "/bitnami/" + name : null;
        switch (name)
        {
            case "postgres" or "pgvector" or "postgis" or "timescaledb" or "timescaledb-ha":
                return service.VariableValue("PGDATA") is { Text.Length: > 0 } folder ? folder.Text : "/var/lib/postgresql/data";
            case "mysql" or "mariadb" or "percona" or "percona-server":
                return "/var/lib/mysql";
            case "mongo" or "mongodb":
                return "/data/db";
            case "redis" or "valkey" or "keydb" or "dragonfly":
                return KeepsNothing(service) && !policy.DataStores.Contains(service.Name) ? null : "/data";
            case "seaweedfs":
                return SeaweedFolder(service);
            case "elasticsearch" or "opensearch":
                return "/usr/share/" + name + "/data";
            case "cassandra" or "clickhouse":
                return "/var/lib/" + name;
            case "clickhouse-server":
                return "/var/lib/clickhouse";
            case "couchdb":
                return "/opt/couchdb/data";
            case "qdrant":
                return "/qdrant/storage";
            case "neo4j":
                return "/data";
            default:
                return null;
        }
    }

    /// <summary>A cache that saves nothing loses nothing.</summary>
    private static bool KeepsNothing(ComposeService service)
    {
        var words = service.CommandWords.ToList();
        var save = words.IndexOf("--save");
        return save >= 0 && save + 1 < words.Count && words[save + 1].Trim('"', '\'').Length == 0 && !words.Contains("yes");
    }

    private static string SeaweedFolder(ComposeService service)
    {
        var option = service.CommandWords.FirstOrDefault(word => word.StartsWith("-dir=", StringComparison.Ordinal));
        return option is { Length: > 5 } ? option.Substring(5) : "/data";
    }

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
