using Koda.Lint.Deployments;
using Koda.Lint.Files;
using Koda.Lint.Text;

namespace Koda.Lint.Core.Tests.Rules.Input;

/// <summary>What is wrong with the input itself: KODA9001, 9003, 9004, 9007 and 9008. Their every cause is the readers' own business.</summary>
public sealed class InputFindingsTests
{
    [Fact]
    public void A_file_that_gives_no_text_is_reported_at_itself_and_the_rest_is_judged()
    {
        var deploying = Deploying.Compose("services: { app: { image: example/app:1, ports: [\"8090:8090\"] } }")
            .Unreadable(".env", FileAnswer.Unreadable("access is denied")).InProduction();

        var finding = Assert.Single(deploying.Of("KODA9001"));
        Assert.Equal(".env 1:1-1:1 Error", Deploying.Show(finding));
        Assert.Equal("'.env' cannot be read: access is denied", finding.Message);
        Assert.Single(deploying.Of("KODA2001"));
    }

    [Fact]
    public void A_folder_without_a_Compose_file_is_reported_as_such() =>
        Assert.Equal("/srv/stack 1:1-1:1 Error", Deploying.Show(Assert.Single(Deploying.Files((".env", "A=1\n")).Of("KODA9001"))));

    [Theory]
    [InlineData("env_file: «app.env»", "'env_file' names a file that does not exist: 'app.env'")]
    [InlineData("env_file: [{ path: «app.env» }]", "'env_file' names a file that does not exist: 'app.env'")]
    [InlineData("extends: { file: «base.yaml», service: app }", "'extends' names a file that does not exist: 'base.yaml'")]
    [InlineData("extends: «other»", "'extends' names a service that docker-compose.yml does not define: 'other'")]
    [InlineData("extends: «app»", "'extends' goes round in a circle: app -> app")]
    public void A_reference_to_what_is_not_there_is_reported_where_it_stands(string line, string message) => Assert.Equal(
        message, Assert.Single(Deploying.Compose("services:\n  app:\n    image: example/app:1\n    " + line + "\n").Reports("KODA9003")).Message);

    [Fact]
    public void A_circle_is_reported_at_the_link_that_closes_it_with_the_whole_chain() => Assert.Equal(
        "'extends' goes round in a circle: app -> base in common.yaml -> app",
        Assert.Single(Deploying.Files(
            ("docker-compose.yml", "services: { app: { image: example/app:1, extends: { file: common.yaml, service: base } } }"),
            ("common.yaml", "services: { base: { extends: { file: docker-compose.yml, service: «app» } } }")).Reports("KODA9003")).Message);

    [Theory]
    [InlineData("env_file: [{ path: app.env, required: false }]")]
    [InlineData("env_file: app.env")]
    public void A_file_that_may_be_absent_or_was_not_given_is_silent(string line)
    {
        var deploying = Deploying.Compose("services:\n  app:\n    image: example/app:1\n    " + line + "\n");

        (line.Contains("required", StringComparison.Ordinal) ? deploying : deploying.Without("app.env")).IsSilentOn("KODA9001", "KODA9003");
    }

    [Fact]
    public void An_env_file_that_comes_at_deploy_is_information_and_an_error_where_it_must_be_there()
    {
        Stack().Reports("KODA9003", Severity.Info);
        Stack().RequiringEnv().Reports("KODA9003");

        static Deploying Stack() => Deploying.Files(
            ("docker-compose.yml", "services: { app: { image: example/app:1, env_file: «app.env» } }"), ("app.env.example", "A=1\n"));
    }

    [Fact]
    public void A_remote_reference_is_never_fetched() =>
        Deploying.Compose("services: { app: { image: example/app:1, extends: { file: «\"https://example.com/base.yml\"», service: app } } }").Reports("KODA9003", Severity.Info);

    [Theory]
    [InlineData("env_file: «../../app.env»")]
    [InlineData("extends: { file: «../../app.env», service: a }")]
    public void A_file_that_the_host_does_not_read_because_of_where_it_is_is_told_where_it_is_named(string line) => Assert.Equal(
        "'/app.env' is not read: it lies outside of '/srv/stack'; what it adds is not judged",
        Assert.Single(Deploying.Compose("services:\n  app:\n    image: example/app:1\n    " + line + "\n")
            .Unreadable("../../app.env", FileAnswer.OutOfBounds("/srv/stack", isLink: false)).Reports("KODA9003", Severity.Warning)).Message);

    [Fact]
    public void A_limit_is_reported_where_it_is_passed() => Assert.Single(
        Deploying.Compose("x-deep: " + new string('[', 200) + new string(']', 200) + "\nservices: { app: { image: example/app:1 } }").Of("KODA9004"));

    [Theory]
    [InlineData(100, 0)]
    [InlineData(101, 1)]
    public void Subnets_that_two_files_give_a_network_are_merged_up_to_a_limit(int count, int findings)
    {
        var document = string.Concat(Enumerable.Repeat("networks: { n: { ipam: { config: [" + string.Join(", ", Enumerable.Range(0, count).Select(i => $"{{ subnet: 10.{i}.0.0/16 }}")) + "] } } }\n---\n", 2));

        Assert.Equal(findings, Deploying.Compose(document + "services: { app: { image: example/app:1, networks: [n] } }").Of("KODA9004").Count);
    }

    [Fact]
    public void What_Compose_refuses_is_reported_with_its_reason_and_the_rest_is_judged()
    {
        var deploying = Deploying.Compose("""
            services:
              app:
                image: example/app:1
                «port»: ["8080:8080"]
                ports: ["8090:8090"]
            """).InProduction();

        Assert.StartsWith("Docker Compose refuses this: ", Assert.Single(deploying.Reports("KODA9008")).Message, StringComparison.Ordinal);
        Assert.Single(deploying.Of("KODA2001"));
    }

    [Theory]
    [InlineData("command: [run, «2001-12-14»]")]
    [InlineData("build: { context: «2001-12-14» }")]
    [InlineData("healthcheck: { test: [CMD, «2001-12-14»] }")]
    [InlineData("volumes: [{ type: bind, source: «2001-12-14», target: /a }]")]
    public void A_date_on_which_Compose_itself_breaks_down_is_refused(string line) => Assert.EndsWith(
        "must be a string, and this is a date: put it in quotes",
        Assert.Single(Deploying.Compose("services:\n  app:\n    image: example/app:1\n    " + line + "\n").Reports("KODA9008")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_rule_that_throws_is_a_finding_and_hides_no_other()
    {
        var deployment = new Deployment
        {
            Name = "stack",
            Project = Deploying.Compose("services: { app: { image: example/app:1, ports: [\"8090:8090\"] } }").Deployment.Project,
            Environment = DeploymentEnvironment.Production,
            LookAtFiles = _ => [new FileFact(null!, SecretFileKind.EnvFile) { UnixMode = 0x1A4 }],
        };

        var findings = DeploymentJudge.Judge(deployment);

        Assert.Equal(["KODA9007", "KODA9007", "KODA2001"], findings.Select(finding => finding.Rule.Id));
        Assert.Equal(["KODA6006", "KODA6010", "services.app.ports:0.0.0.0:8090:8090/tcp"], findings.Select(finding => finding.Subject));
        Assert.Equal("KODA6006 failed with NullReferenceException and judged nothing here; all other rules did", findings[0].Message);
        Assert.Equal("docker-compose.yml 1:1-1:1 Error", Deploying.Show(findings[0]));
    }

    [Fact]
    public void Findings_are_in_the_order_of_files_places_and_rules()
    {
        var findings = Deploying.Files(
            ("docker-compose.yml", """
                services:
                  b: { image: "example/b:${TAG}", ports: ["81:81", "80:80"] }
                  a: { image: example/a:1, network_mode: host, environment: { API_TOKEN: changeme } }
                """),
            (".env", "APP_SECRET=changeme\n")).InProduction().Findings;

        Assert.Equal(
            [
                ".env 1:12-1:20 Error", "docker-compose.yml 2:26-2:32 Warning", "docker-compose.yml 2:43-2:50 Error", "docker-compose.yml 2:52-2:59 Error",
                "docker-compose.yml 3:42-3:46 Error", "docker-compose.yml 3:74-3:82 Error",
            ],
            findings.Select(Deploying.Show));
    }

    [Fact]
    public void Findings_at_one_place_are_in_the_order_of_rules_and_subjects()
    {
        var place = new SourceSpan(new SourceFile("f", "x"), 0, 1).ToLocation();
        Finding[] findings = [Of(RuleCatalogue.DataStorePublished, "a"), Of(RuleCatalogue.OverlayPortsAppend, "b"), Of(RuleCatalogue.OverlayPortsAppend, "a")];

        Array.Sort(findings, FindingOrder.Instance);

        Assert.Equal(["KODA2002 a", "KODA2002 b", "KODA2003 a"], findings.Select(finding => finding.Rule.Id + " " + finding.Subject));
        Assert.Equal(0, FindingOrder.Instance.Compare(null, null));
        Assert.True(FindingOrder.Instance.Compare(null, findings[0]) < 0);

        Finding Of(RuleInfo rule, string subject) => new() { Rule = rule, Severity = Severity.Error, Message = "", Location = place, Subject = subject };
    }
}
