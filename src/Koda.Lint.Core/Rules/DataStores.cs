using System.Globalization;
using Koda.Lint.Compose;
using Koda.Lint.Deployments;

namespace Koda.Lint.Rules;

/// <summary>Which services keep durable data.</summary>
internal static class DataStores
{
    private static readonly string[] ImageNames =
    [
        "postgres", "postgresql", "postgresql-repmgr", "pgvector", "pgvecto-rs", "postgis", "timescaledb", "timescaledb-ha", "mysql", "mysql-server", "mariadb",
        "mariadb-galera", "percona", "percona-server", "percona-server-mongodb", "mongo", "mongodb", "mongodb-community-server", "redis", "redis-stack",
        "redis-stack-server", "redis-cluster", "valkey", "keydb", "dragonfly", "seaweedfs", "minio", "elasticsearch", "opensearch", "cassandra", "scylla",
        "memcached", "couchdb", "couchbase", "cockroach", "clickhouse-server", "clickhouse", "influxdb", "neo4j", "arangodb", "surrealdb", "qdrant", "weaviate",
        "milvus", "chroma", "meilisearch", "typesense", "etcd", "azure-sql-edge",
    ];

    private static readonly int[] CertainPorts = [5432, 3306, 27017, 6379, 9200, 9042, 11211, 8333, 9333];

    private static readonly char[] WordEnds = [' ', '\n', '\t', '/', ';', '|', '&', '(', ')', '`', '$', '"', '\''];

    private static readonly string[] Servers = ["postgres", "mysqld", "mariadbd", "mongod", "redis-server", "valkey-server", "keydb-server", "docker-entrypoint.sh"];

    /// <summary>Programs that come with a data store's image and keep nothing: a container that runs them is a backup, a migration or a check.</summary>
    private static readonly string[] Clients =
    [
        "psql", "pg_dump", "pg_dumpall", "pg_restore", "pg_isready", "pg_basebackup", "mysql", "mysqldump", "mysqladmin", "mariadb", "mariadb-dump", "mongosh", "mongo",
        "mongodump", "mongorestore", "redis-cli", "redis-sentinel", "valkey-cli", "mc", "curl", "sleep", "tail", "true", "echo",
    ];

    /// <summary>Whether a service is a data store: by policy, or by its image.</summary>
    public static bool IsDataStore(ComposeService service, DeploymentPolicy policy) =>
        policy.DataStores.Contains(service.Name) || (service.Image is { } image && IsDataStoreImage(image.Text));

    /// <summary>Whether a published port leads into a data store; well-known ports tell even when the image is one's own.</summary>
    public static bool IsDataStorePort(PublishedPort port, DeploymentPolicy policy) =>
        IsDataStore(port.Service, policy) || IsCertainPort(port.TargetNumber);

    /// <summary>Whether a port is a data store's by its number alone.</summary>
    public static bool IsCertainPort(int port) => Array.IndexOf(CertainPorts, port) >= 0;

    /// <summary>Where a data store keeps its data, or null when nothing tells, or it is set up to keep nothing.</summary>
    public static string? DataFolder(ComposeService service, DeploymentPolicy policy)
    {
        if (service.Image is not { } image || !RunsServer(service))
            return null;
        var repository = RepositoryOf(image.Text);
        var name = NameOf(repository);
        if (repository.StartsWith("bitnami", StringComparison.Ordinal))
            return BitnamiFolder(name);
        return name switch
        {
            "postgres" or "pgvector" or "pgvecto-rs" or "postgis" or "timescaledb" => PostgresFolder(service, image.Text),
            "mysql" or "mysql-server" or "mariadb" or "percona" or "percona-server" => OptionOf(service, "--datadir") ?? "/var/lib/mysql",
            "mongo" or "mongodb" or "percona-server-mongodb" => OptionOf(service, "--dbpath") ?? "/data/db",
            "redis" or "redis-stack" or "redis-stack-server" or "valkey" or "keydb" or "dragonfly" =>
                KeepsNothing(service) && !policy.DataStores.Contains(service.Name) ? null : OptionOf(service, "--dir") ?? "/data",
            "seaweedfs" => SeaweedFolder(service),
            "minio" => MinioFolder(service),
            "elasticsearch" or "opensearch" => "/usr/share/" + name + "/data",
            "cassandra" or "scylla" or "clickhouse" => "/var/lib/" + name,
            "clickhouse-server" => "/var/lib/clickhouse",
            "couchdb" => "/opt/couchdb/data",
            "qdrant" => "/qdrant/storage",
            "neo4j" => "/data",
            _ => null,
        };
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

    /// <summary>By the last part of its name: <c>redis/redisinsight</c> and <c>postgres-exporter</c> store nothing. Microsoft's SQL Server is only <c>server</c> there.</summary>
    private static bool IsDataStoreImage(string image)
    {
        var repository = RepositoryOf(image);
        return Array.IndexOf(ImageNames, NameOf(repository)) >= 0 || repository == "mssql/server";
    }

    private static string NameOf(string repository) => repository.Substring(repository.LastIndexOf('/') + 1);

    /// <summary>Whether the container runs what its image is for, as far as its command tells.</summary>
    private static bool RunsServer(ComposeService service)
    {
        var words = service.CommandWords.SelectMany(word => word.Split(WordEnds)).ToList();
        return !words.Exists(word => Array.IndexOf(Clients, word) >= 0) || words.Exists(word => Array.IndexOf(Servers, word) >= 0);
    }

    private static string PostgresFolder(ComposeService service, string image)
    {
        if (service.VariableValue("PGDATA") is { Text.Length: > 0 } folder)
            return folder.Text;

        // From version 18 on each version's data has a folder of its own, below the one that is to be mounted.
        return MajorVersionOf(image) >= 18 ? "/var/lib/postgresql" : "/var/lib/postgresql/data";
    }

    /// <summary>The number that a tag such as <c>16</c>, <c>16.3-alpine</c> or <c>pg16</c> starts with; 0 without.</summary>
    private static int MajorVersionOf(string image)
    {
        var tag = image.Substring(image.LastIndexOf(':') + 1);
        var digits = (tag.StartsWith("pg", StringComparison.Ordinal) ? tag.Substring(2) : tag).TakeWhile(c => c is >= '0' and <= '9').ToArray();
        return digits.Length is 1 or 2 ? int.Parse(new string(digits), NumberStyles.None, CultureInfo.InvariantCulture) : 0;
    }

    private static string? BitnamiFolder(string name) => name switch
    {
        "mongodb" => "/bitnami/mongodb/data/db",
        "postgresql" or "mysql" or "mariadb" or "redis" or "valkey" or "elasticsearch" or "cassandra" or "minio" => "/bitnami/" + name + "/data",
        _ => null,
    };

    /// <summary>A cache that saves nothing loses nothing.</summary>
    private static bool KeepsNothing(ComposeService service) =>
        OptionOf(service, "--save")?.Trim('"', '\'').Length == 0 && OptionOf(service, "--appendonly") is not "yes";

    /// <summary>Of the server's roles only some hold data on disk: <c>server</c> has all of them, <c>volume</c> the files themselves.</summary>
    private static string? SeaweedFolder(ComposeService service)
    {
        var role = service.CommandWords.FirstOrDefault(word => word is not "weed" && !word.StartsWith("-", StringComparison.Ordinal));
        return role is "server" or "volume" ? OptionOf(service, "-dir") ?? "/data" : null;
    }

    /// <summary>Its folders are the words behind <c>server</c>; several of them, or a pattern, are drives that are not judged.</summary>
    private static string? MinioFolder(ComposeService service)
    {
        var folders = service.CommandWords.SkipWhile(word => word != "server").Skip(1).Where(word => word.StartsWith("/", StringComparison.Ordinal)).ToList();
        return folders.Count == 1 && folders[0].IndexOf('{') < 0 ? folders[0] : null;
    }

    /// <summary>An option's value in the command: behind <c>=</c>, or the next word; null without.</summary>
    private static string? OptionOf(ComposeService service, string option)
    {
        var words = service.CommandWords.ToList();
        for (var i = 0; i < words.Count; i++)
        {
            if (words[i] == option && i + 1 < words.Count)
                return words[i + 1];
            if (words[i].StartsWith(option + "=", StringComparison.Ordinal))
                return words[i].Substring(option.Length + 1);
        }

        return null;
    }
}
