using Koda.Lint.Settings;

namespace Koda.Lint.Abstractions.Tests.Settings;

public sealed class SecretNamesTests
{
    [Theory]
    [InlineData("SIGNING_KEY", "SIGNING_KEY")]
    [InlineData("smtpPassword", "smtpPassword")]
    [InlineData("Jwt:SigningKey", "SIGNING_KEY")]
    [InlineData("Jwt:SigningKeys:0", "SIGNING_KEYS")]
    [InlineData("Azure:APIKey", "API_KEY")]
    [InlineData("Smtp:pass-word", "PASS_WORD")]
    [InlineData("0:1", "0_1")]
    [InlineData("Storage:S3Key", "S3_KEY")]
    [InlineData("Storage:S3AccessKey", "S3_ACCESS_KEY")]
    [InlineData("Auth:__token--", "TOKEN")]
    public void A_key_of_the_configuration_is_read_as_a_variable(string key, string expected) => Assert.Equal(expected, SecretNames.VariableOf(key));

    [Theory]
    [InlineData("WEB_OPERATOR_SESSION_SECRET")]
    [InlineData("CONTROL_PLANE_API_TOKEN")]
    [InlineData("S3_ACCESS_KEY_ID")]
    [InlineData("KNOWLEDGE_V2_POSTGRES_DSN")]
    [InlineData("db_password")]
    [InlineData("TOKEN")]
    [InlineData("CONTROL_PLANE_BOOTSTRAP_CODE")]
    public void A_word_of_the_name_makes_a_secret(string name) => Assert.True(SecretNames.IsSecret(name, null));

    [Theory]
    [InlineData("CONTROL_PLANE_MASTER_KEY_FILE")]
    [InlineData("SSH_KEY_PATH")]
    [InlineData("CONTROL_PLANE_OPERATOR_PASSWORD_MIN_LENGTH")]
    [InlineData("CONTROL_PLANE_REGISTRATION_TOKEN_TTL_SECONDS")]
    [InlineData("CONTROL_PLANE_OPERATOR_TOKEN_TTL_DAYS")]
    [InlineData("ALLOW_INSECURE_WEB_OPERATOR_SESSION_SECRET")]
    [InlineData("TOKENS")]
    [InlineData("MONKEY")]
    [InlineData("KODA_ENV")]
    [InlineData("")]
    public void A_name_that_speaks_about_a_secret_is_none(string name) => Assert.False(SecretNames.IsSecret(name, "value"));

    [Theory]
    [InlineData("postgresql://koda:hunter2@postgres:5432/koda")]
    [InlineData("redis://:hunter2@redis")]
    [InlineData("https://hunter2@example.com/path")]
    [InlineData("jdbc:postgresql://u:p@h/db")]
    [InlineData("--dsn=postgres://u:p@h --verbose")]
    [InlineData("http://a.example https://u:p@b.example")]
    [InlineData("postgres://u:p/w#x?@h/db")]
    public void A_url_with_user_info_is_a_secret_whatever_its_name(string value)
    {
        Assert.True(SecretNames.IsSecret("REDIS_URL", value));
        Assert.True(SecretNames.IsSecret("SECRET_FILE", value));
    }

    [Theory]
    [InlineData("https://example.com")]
    [InlineData("https://example.com/@user")]
    [InlineData("https://example.com:8443/@user")]
    [InlineData("http://[::1]:8090/@x")]
    [InlineData("http://[::1]/@x")]
    [InlineData("https://example.com/?mail=a@b.example")]
    [InlineData("a@b.example")]
    [InlineData("://")]
    [InlineData("x://@")]
    public void Other_urls_are_none(string value) => Assert.Equal(value == "x://@", SecretNames.IsSecret("REDIS_URL", value));

    [Fact]
    public void Every_secret_of_koda_s_is_kept_out_of_sight() =>
        Assert.All(KodaVariables.All.Where(v => v.Kind == KodaVariableKind.Secret), v => Assert.True(SecretNames.IsSecret(v.Name, null), v.Name));

    [Fact]
    public void Koda_s_variables_are_listed_once_and_found_by_name()
    {
        Assert.Equal(KodaVariables.All.Select(v => v.Name).Order(StringComparer.Ordinal).Distinct(), KodaVariables.All.Select(v => v.Name));
        Assert.All(KodaVariables.All, v => Assert.Same(v, KodaVariables.Find(v.Name)));
        Assert.Null(KodaVariables.Find("koda_env"));
        Assert.Equal(11, KodaVariables.All.Count(v => v.Kind == KodaVariableKind.WholeNumber));
        Assert.Equal(3, KodaVariables.All.Count(v => v.Kind == KodaVariableKind.Number));
        Assert.All(
            KodaVariables.All.Where(v => v.Kind is KodaVariableKind.WholeNumber or KodaVariableKind.Number),
            v => Assert.Null(SettingRules.JudgeNumber(v, v.Default!)));
    }
}
