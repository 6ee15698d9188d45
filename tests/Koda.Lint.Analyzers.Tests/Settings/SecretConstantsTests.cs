namespace Koda.Lint.Analyzers.Tests.Settings;

public sealed class SecretConstantsTests
{
    [Fact]
    public Task Secrets_in_members_and_variables_are_reported() => Verify.Code(
        """
        public class Secrets
        {
            private const string SessionSecret = {|KODA6002:"changeme"|};
            private static readonly string DbPassword = {|KODA6002:"postgres"|};
            public string ApiKey { get; } = {|KODA6004:"sk9f3A1c7De5B248"|};
            private readonly string _signingKey = {|KODA6004:"kT7#vQ2!mZ9pLx4c"|};

            public void Use()
            {
                var accessToken = {|KODA6004:"ghp1A2b3C4d5E6f7"|};
                var connection = "Host=db;Username=koda;Password={|KODA6002:postgres|}";
                var url = "postgres://koda:{|KODA6004:s3cr3tValue9|}@db:5432/koda";
            }
        }
        """,
        RuleIds.SecretIsPlaceholder, RuleIds.SecretWrittenInFile);

    [Fact]
    public Task Names_of_secrets_are_silent() => Verify.Code(
        """
        public class Names(IConfiguration configuration)
        {
            private const string Password = "password";
            private const string AccessToken = "access_token";
            private const string ApiKey = "X-Api-Key";
            private const string SessionSecret = "WEB_OPERATOR_SESSION_SECRET";
            private const string JwtKey = "Jwt:Key";
            private const string RefreshToken = "/connect/token2";
            private const string CacheKey = "users:all:v2";
            private const string SortKey = "name1desc22";
            private readonly string _password = configuration["Password"]!;
            private string NewPassword { get; set; } = "";
            private const string ResetPassword = "Reset your password at 9";
            private readonly string _connection = "Host=db;Username=koda;Password=" + configuration["Db"];
            private readonly string _template = "Host=db;Username=koda;Password={0}";
            private readonly string _help = "usage: --password=VALUE";
        }
        """,
        RuleIds.SecretIsPlaceholder, RuleIds.SecretWrittenInFile);

    [Fact]
    public Task A_variable_that_only_development_sees_is_silent() => Verify.Statements(
        """if (env.IsDevelopment()) { var accessToken = "ghp1A2b3C4d5E6f7"; }""", RuleIds.SecretWrittenInFile);

    [Fact]
    public Task A_test_project_may_write_secrets() => Verify.InTestProject(
        Verify.InMethod("""var accessToken = "ghp1A2b3C4d5E6f7"; var url = "postgres://koda:s3cr3tValue9@db:5432/koda";"""), RuleIds.SecretWrittenInFile);
}
