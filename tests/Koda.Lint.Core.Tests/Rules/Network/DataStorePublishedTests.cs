using Koda.Lint.Deployments;

namespace Koda.Lint.Core.Tests.Rules.Network;

public sealed class DataStorePublishedTests
{
    private const string Rule = "KODA2003";

    [Theory]
    [InlineData("postgres:16", "5432:5432")]
    [InlineData("pgvector/pgvector:pg16", "15432:5432")]
    [InlineData("mysql:8.4", "3306:3306")]
    [InlineData("mariadb:11", "3306:3306")]
    [InlineData("mongo:7", "27017:27017")]
    [InlineData("redis:7-alpine", "6379:6379")]
    [InlineData("valkey/valkey:8", "6379")]
    [InlineData("chrislusf/seaweedfs:4.05", "8888:8888")]
    [InlineData("quay.io/minio/minio", "9000-9001:9000-9001")]
    [InlineData("docker.elastic.co/elasticsearch/elasticsearch:8.15.0", "9200:9200")]
    [InlineData("mcr.microsoft.com/mssql/server:2022-latest", "1433:1433")]
    [InlineData("localhost:5000/Postgres", "5432:5432")]
    [InlineData("bitnami/postgresql:16", "10.0.0.5:5432:5432")]
    public void A_data_store_by_its_image_is_reported(string image, string entry) => Db(image, "«\"" + entry + "\"»").InProduction().Reports(Rule);

    [Theory]
    [InlineData("5432:5432")]
    [InlineData("3306:3306")]
    [InlineData("27017:27017")]
    [InlineData("6379:6379")]
    [InlineData("9200:9200")]
    [InlineData("9042:9042")]
    [InlineData("11211:11211")]
    [InlineData("80:8333")]
    [InlineData("9333:9333")]
    public void A_container_port_that_only_data_stores_use_is_reported_whatever_the_image(string entry) =>
        Db("registry.example.com/team/store:1", "«\"" + entry + "\"»").InProduction().Reports(Rule);

    [Fact]
    public void The_message_says_where_it_is_reached_without_the_port()
    {
        var finding = Assert.Single(Db("postgres:16", "«\"15432:5432\"»").InProduction().Reports(Rule));

        Assert.Equal("data store 'db' publishes 15432 on all interfaces", finding.Message);
        Assert.Equal("remove the port: services on the same network reach 'db:5432' without it", finding.Fix);
    }

    [Theory]
    [InlineData("127.0.0.1:5432:5432")]
    [InlineData("[::1]:5432:5432")]
    public void On_loopback_it_is_information(string entry) => Assert.Equal(
        "data store 'db' publishes 5432 on loopback, where every process of the host reaches it",
        Assert.Single(Db("postgres:16", "«\"" + entry + "\"»").InProduction().Reports(Rule, Severity.Info)).Message);

    [Fact]
    public void A_service_that_the_policy_names_is_a_data_store() => Db("example/ledger:1", "«\"7000:7000\"»")
        .Under(new DeploymentPolicy { DataStores = ["db"] }).InProduction().Reports(Rule);

    [Fact]
    public void A_policy_that_lets_a_port_face_the_internet_does_not_speak_of_data_stores() => Db("postgres:16", "«\"5432:5432\"»")
        .Under(new DeploymentPolicy { PublicPorts = ["db:5432"] }).InProduction().Reports(Rule);

    [Theory]
    [InlineData("example/app:1", "8080:8080")]
    [InlineData("example/app:1", "8888:8888")]
    [InlineData("example/app:1", "9000:9000")]
    [InlineData("example/app:1", "5432:8000")]
    [InlineData("redis/redisinsight:2", "5540:5540")]
    [InlineData("prometheuscommunity/postgres-exporter", "9187:9187")]
    [InlineData("oliver006/redis_exporter", "9121:9121")]
    [InlineData("mongo-express", "8081:8081")]
    [InlineData("opensearchproject/opensearch-dashboards:2", "5601:5601")]
    [InlineData("minio/mc", "9000:9000")]
    public void What_only_sounds_like_a_data_store_is_an_ordinary_port(string image, string entry)
    {
        var deploying = Db(image, "\"" + entry + "\"").InProduction();

        deploying.IsSilentOn(Rule);
        Assert.Single(deploying.Of("KODA2001"));
    }

    [Fact]
    public void A_data_store_that_only_its_network_reaches_is_silent() =>
        Deploying.Compose("services: { db: { image: postgres:16, expose: [\"5432\"] } }").InProduction().IsSilentOn(Rule);

    [Fact]
    public void Development_deployments_are_silent() => Db("postgres:16", "\"5432:5432\"").IsSilentOn(Rule);

    [Fact]
    public void A_port_that_an_overlay_meant_to_replace_is_KODA2002_and_the_added_one_information() => Deploying.Files(
        ("docker-compose.yml", "services: { db: { image: postgres:16, ports: [\"5432:5432\"] } }"),
        ("docker-compose.prod.yml", "services: { db: { ports: [«\"127.0.0.1:5432:5432\"»] } }")).Reports(Rule, Severity.Info);

    private static Deploying Db(string image, string entry) => Deploying.Compose("services:\n  db:\n    image: " + image + "\n    ports: [" + entry + "]\n");
}
