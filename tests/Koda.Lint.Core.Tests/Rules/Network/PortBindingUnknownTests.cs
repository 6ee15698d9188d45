namespace Koda.Lint.Core.Tests.Rules.Network;

public sealed class PortBindingUnknownTests
{
    private const string Rule = "KODA2008";

    [Theory]
    [InlineData("${BIND}:8090:8090")]
    [InlineData("$BIND:8090:8090")]
    [InlineData("${BIND:-${ADDRESS}}:8090:8090")]
    [InlineData("${BIND}8090:8090")]
    public void An_address_that_nothing_defines_is_reported_and_nothing_else_is_said_of_the_port(string entry)
    {
        App("«\"" + entry + "\"»").InProduction().Reports(Rule, Severity.Warning);
        App("\"" + entry + "\"").InProduction().IsSilentOn("KODA2001");
    }

    [Fact]
    public void The_message_says_which_variable_and_what_to_write()
    {
        var finding = Assert.Single(App("«\"${BIND}:8090:8090\"»").InProduction().Reports(Rule, Severity.Warning));

        Assert.Equal("service 'app' publishes 8090 on the address in 'BIND', which nothing defines: empty means all interfaces", finding.Message);
        Assert.Equal("write `${BIND:-127.0.0.1}`, or set BIND in .env", finding.Fix);
    }

    [Fact]
    public void The_long_form_is_judged_too() => Deploying.Compose("""
        services:
          app:
            image: example/app:1
            ports:
              - «{ target: 8090, published: "8090", host_ip: "${BIND}" }»
        """).InProduction().Reports(Rule, Severity.Warning);

    [Fact]
    public void On_a_data_store_only_this_is_said()
    {
        var deploying = Deploying.Compose("services: { db: { image: postgres:16, ports: [«\"${BIND}:5432:5432\"»] } }").InProduction();

        deploying.Reports(Rule, Severity.Warning);
        Assert.Empty(deploying.Of("KODA2003"));
    }

    [Theory]
    [InlineData("${BIND:-127.0.0.1}:8090:8090")]
    [InlineData("127.0.0.1:${PORT}:8090")]
    [InlineData("${PORT}:8090")]
    [InlineData("8090:8090")]
    public void A_default_and_a_variable_port_are_silent(string entry) => App("\"" + entry + "\"").InProduction().IsSilentOn(Rule);

    [Theory]
    [InlineData("BIND=127.0.0.1\n")]
    [InlineData("BIND=\n")]
    public void A_definition_is_judged_as_an_address_even_an_empty_one(string env) =>
        App("\"${BIND}:8090:8090\"").And(".env", env).InProduction().IsSilentOn(Rule);

    [Fact]
    public void Development_deployments_are_silent() => App("\"${BIND}:8090:8090\"").IsSilentOn(Rule);

    [Fact]
    public void An_address_that_comes_at_deploy_cannot_be_known()
    {
        var finding = Assert.Single(App("«\"${BIND}:8090:8090\"»").And(".env.example", "BIND=127.0.0.1\n").InProduction().Reports(Rule, Severity.Info));

        Assert.Equal("service 'app' publishes 8090 on the address in 'BIND', which gets its value at deploy", finding.Message);
    }

    [Fact]
    public void Where_values_must_be_there_it_is_an_error() =>
        App("«\"${BIND}:8090:8090\"»").And(".env.example", "BIND=127.0.0.1\n").InProduction().RequiringEnv().Reports(Rule);

    private static Deploying App(string entry) => Deploying.Compose("services:\n  app:\n    image: example/app:1\n    ports: [" + entry + "]\n");
}
