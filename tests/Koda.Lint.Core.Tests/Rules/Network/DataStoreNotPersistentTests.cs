using Koda.Lint.Deployments;

namespace Koda.Lint.Core.Tests.Rules.Network;

public sealed class DataStoreNotPersistentTests
{
    private const string Rule = "KODA2009";

    [Theory]
    [InlineData("postgres:16", "/var/lib/postgresql/data")]
    [InlineData("postgres", "/var/lib/postgresql/data")]
    [InlineData("postgres:17.2-alpine", "/var/lib/postgresql/data")]
    [InlineData("postgres:18", "/var/lib/postgresql")]
    [InlineData("pgvector/pgvector:pg16", "/var/lib/postgresql/data")]
    [InlineData("pgvector/pgvector:0.8.0-pg18", "/var/lib/postgresql/data")]
    [InlineData("pgvector/pgvector:pg18", "/var/lib/postgresql")]
    [InlineData("postgis/postgis:16-3.4", "/var/lib/postgresql/data")]
    [InlineData("mysql:8.4", "/var/lib/mysql")]
    [InlineData("mariadb:11", "/var/lib/mysql")]
    [InlineData("mongo:7", "/data/db")]
    [InlineData("redis:7", "/data")]
    [InlineData("valkey/valkey:8", "/data")]
    [InlineData("elasticsearch:8.15.0", "/usr/share/elasticsearch/data")]
    [InlineData("opensearchproject/opensearch:2", "/usr/share/opensearch/data")]
    [InlineData("cassandra:5", "/var/lib/cassandra")]
    [InlineData("clickhouse/clickhouse-server:24", "/var/lib/clickhouse")]
    [InlineData("couchdb:3", "/opt/couchdb/data")]
    [InlineData("qdrant/qdrant", "/qdrant/storage")]
    [InlineData("neo4j:5", "/data")]
    [InlineData("bitnami/postgresql:16", "/bitnami/postgresql/data")]
    [InlineData("bitnamilegacy/mongodb:7", "/bitnami/mongodb/data/db")]
    public void A_data_store_without_a_volume_is_reported_at_its_name(string image, string folder) => Assert.Equal(
        "data store 'db' keeps " + folder + " on no volume of its own: its data goes when the container goes",
        Assert.Single(Deploying.Compose("services:\n  «db»:\n    image: " + image + "\n").InProduction().Reports(Rule, Severity.Warning)).Message);

    [Theory]
    [InlineData("chrislusf/seaweedfs:4.05", "[server, -dir=/store]", "/store")]
    [InlineData("chrislusf/seaweedfs:4.05", "server -s3", "/data")]
    [InlineData("chrislusf/seaweedfs:4.05", "volume -dir /store -max=5", "/store")]
    [InlineData("minio/minio", "server /export --console-address :9001", "/export")]
    [InlineData("mongo:7", "mongod --dbpath /store", "/store")]
    [InlineData("mysql:8.4", "--datadir=/store", "/store")]
    [InlineData("redis:7", "redis-server --dir /store --appendonly yes", "/store")]
    [InlineData("redis:7", "redis-server --save \"\" --appendonly yes", "/data")]
    [InlineData("redis:7", "redis-server --save 60 1", "/data")]
    [InlineData("redis:7", "sh -c \"sleep 1; redis-server --requirepass $$SECRET\"", "/data")]
    [InlineData("postgres:16", "postgres -c shared_buffers=256MB", "/var/lib/postgresql/data")]
    public void The_command_tells_where_the_data_is(string image, string command, string folder) => Assert.Contains(
        "keeps " + folder + " on no volume",
        Assert.Single(Deploying.Compose("services:\n  «db»:\n    image: " + image + "\n    command: " + command + "\n").InProduction().Reports(Rule, Severity.Warning)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void PGDATA_tells_where_the_data_is() => Assert.Contains("keeps /store on no volume", Assert.Single(Deploying.Compose("""
        services:
          «db»:
            image: postgres:16
            environment: { PGDATA: /store }
            volumes: ["data:/var/lib/postgresql/data"]
        volumes: { data: }
        """).InProduction().Reports(Rule, Severity.Warning)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("tmpfs: «/var/lib/postgresql/data»")]
    [InlineData("tmpfs: [/tmp, «\"/var/lib/postgresql/data:size=1g\"»]")]
    [InlineData("tmpfs: [«/var/lib»]")]
    [InlineData("volumes: [«{ type: tmpfs, target: /var/lib/postgresql/data }»]")]
    [InlineData("volumes: [«\"memory:/var/lib/postgresql/data\"»]")]
    [InlineData("volumes: [\"data:/var/lib\", «{ type: tmpfs, target: /var/lib/postgresql/data/ }»]")]
    public void Data_in_memory_is_reported_where_it_is_put_there(string mount) => Assert.Equal(
        "data store 'db' keeps /var/lib/postgresql/data in memory: its data goes when the container stops",
        Assert.Single(Db(mount).InProduction().Reports(Rule, Severity.Warning)).Message);

    [Fact]
    public void A_volume_without_a_name_is_reported() => Assert.Equal(
        "data store 'db' keeps /var/lib/postgresql/data on a volume without a name: the next `docker compose down` leaves its data behind",
        Assert.Single(Db("volumes: [«/var/lib/postgresql/data»]").InProduction().Reports(Rule, Severity.Warning)).Message);

    [Theory]
    [InlineData("volumes: [\"data:/var/lib/postgresql/data\"]")]
    [InlineData("volumes: [\"data:/var/lib/postgresql/data/\"]")]
    [InlineData("volumes: [\"./data:/var/lib/postgresql/data\"]")]
    [InlineData("volumes: [\"data:/var/lib/postgresql\"]")]
    [InlineData("volumes: [\"/srv:/\"]")]
    [InlineData("volumes: [{ type: bind, source: /srv/db, target: /var/lib/postgresql/data }]")]
    [InlineData("volumes: [\"data:/var/lib/postgresql/data\"]\n    tmpfs: /var/lib/postgresql/data/pg_stat_tmp")]
    [InlineData("volumes: [\"data:/var/lib/postgresql/data\"]\n    tmpfs: /var/lib")]
    [InlineData("volumes_from: [keeper]")]
    public void A_named_volume_or_a_folder_of_the_host_is_silent(string mount) => Db(mount).InProduction().IsSilentOn(Rule);

    [Theory]
    [InlineData("volumes: [\"data:/var/lib/postgres\"]")]
    [InlineData("volumes: [\"./postgresql.conf:/var/lib/postgresql/data/postgresql.conf\"]")]
    [InlineData("volumes: [\"./init:/docker-entrypoint-initdb.d\"]")]
    public void A_volume_elsewhere_does_not_help(string mount)
    {
        var finding = Assert.Single(Db(mount).InProduction().Of(Rule));

        Assert.Equal("docker-compose.yml 2:3-2:5 Warning", Deploying.Show(finding));
    }

    [Theory]
    [InlineData("redis:7", "redis-server --save \"\"")]
    [InlineData("redis:7", "--save '' --appendonly no")]
    [InlineData("redis:7", "redis-cli monitor")]
    [InlineData("postgres:16", "pg_dump -h db -U app app")]
    [InlineData("postgres:16", "[sh, -c, \"while true; do pg_dump app > /backup/app.sql; sleep 86400; done\"]")]
    [InlineData("mongo:7", "mongosh --host db /init.js")]
    [InlineData("chrislusf/seaweedfs:4.05", "s3 -filer=filer:8888")]
    [InlineData("chrislusf/seaweedfs:4.05", "filer -master=master:9333")]
    [InlineData("minio/minio", "server http://minio{1...4}/data")]
    [InlineData("minio/minio", "server /disk1 /disk2")]
    [InlineData("minio/minio", "server /disk{1...4}")]
    public void What_keeps_nothing_or_is_no_server_is_silent(string image, string command) =>
        Deploying.Compose("services:\n  db:\n    image: " + image + "\n    command: " + command + "\n").InProduction().IsSilentOn(Rule);

    [Fact]
    public void A_backup_by_its_entrypoint_is_silent() =>
        Deploying.Compose("services: { backup: { image: postgres:16, entrypoint: [/bin/sh, -c, \"pg_dumpall -h db > /backup/all.sql\"] } }").InProduction().IsSilentOn(Rule);

    [Fact]
    public void A_cache_that_the_policy_calls_a_data_store_is_reported() =>
        Deploying.Compose("services: { «cache»: { image: redis:7, command: redis-server --save \"\" } }")
            .Under(new DeploymentPolicy { DataStores = ["cache"] }).InProduction().Reports(Rule, Severity.Warning);

    [Theory]
    [InlineData("memcached:1")]
    [InlineData("timescale/timescaledb-ha:pg16")]
    [InlineData("bitnami/memcached:1")]
    [InlineData("example/app:1")]
    public void An_image_whose_folder_is_not_known_is_silent(string image) => Deploying.Compose("services: { db: { image: \"" + image + "\" } }").InProduction().IsSilentOn(Rule);

    [Fact]
    public void A_data_store_that_is_built_here_is_silent() => Deploying.Compose("services: { postgres: { build: ./postgres } }").InProduction().IsSilentOn(Rule);

    [Theory]
    [InlineData("${DB_DATA_LOCATION}:/var/lib/postgresql/data")]
    [InlineData(":/var/lib/postgresql/data")]
    public void A_volume_that_cannot_be_read_may_be_the_one(string volume) =>
        Deploying.Compose("services:\n  db:\n    image: postgres:16\n    volumes: [\"" + volume + "\"]\n").InProduction().IsSilentOn(Rule);

    [Fact]
    public void A_volume_of_another_service_that_cannot_be_read_is_not() =>
        Deploying.Compose("services:\n  «db»:\n    image: postgres:16\n    volumes: [\"logs:/var/log\"]\n  app:\n    image: x:1\n    volumes: [\"${NOWHERE}:/data\"]\nvolumes: { logs: }\n")
            .InProduction().Reports(Rule, Severity.Warning);

    [Fact]
    public void Development_deployments_are_silent() => Deploying.Compose("services: { db: { image: postgres:16 } }").IsSilentOn(Rule);

    private static Deploying Db(string mount) => Deploying.Compose(
        "services:\n  db:\n    image: postgres:16\n    " + mount + "\n  keeper:\n    image: example/keeper:1\n"
        + "volumes:\n  data:\n  memory:\n    driver_opts: { type: tmpfs, device: tmpfs }\n");
}
