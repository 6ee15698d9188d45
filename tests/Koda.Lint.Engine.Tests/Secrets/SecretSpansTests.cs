using System.Diagnostics;
using System.Text;
using Koda.Lint.Secrets;

namespace Koda.Lint.Engine.Tests.Secrets;

public sealed class SecretSpansTests
{
    /// <summary>Texts in which ⟦…⟧ stands around what must be hidden.</summary>
    [Theory]
    [InlineData("API_TOKEN=⟦hunter2⟧")]
    [InlineData("export API_TOKEN=⟦hunter2⟧ ")]
    [InlineData("API_TOKEN = ⟦hunter2⟧\nNEXT=x")]
    [InlineData("API_TOKEN: ⟦hunter2⟧")]
    [InlineData("API_TOKEN:⟦hunter2⟧")]
    [InlineData("API_TOKEN=\"⟦hunter2⟧\" # comment")]
    [InlineData("API_TOKEN='⟦hunter 2⟧'")]
    [InlineData("API_TOKEN=\"⟦a\\\"b⟧\"")]
    [InlineData("API_TOKEN=\"⟦x⟧\"⟦y⟧")]
    [InlineData("API_TOKEN=⟦hunter2 # perhaps a comment⟧")]
    [InlineData("API_TOKEN=⟦a=b=c⟧\r\nNEXT=x")]
    [InlineData("# API_TOKEN=⟦hunter2⟧")]
    [InlineData("MASTER_KEY=\"⟦-----BEGIN\nabc+/=\n-----END⟧\"\nNEXT=x")]
    [InlineData("MASTER_KEY=\"⟦never closed\nNEXT=x⟧")]
    [InlineData("API_TOKEN=⟦pa$word⟧")]
    [InlineData("API_TOKEN=⟦p${unclosed⟧")]
    [InlineData("API_TOKEN=")]
    [InlineData("API_TOKEN_FILE=/run/secrets/token")]
    [InlineData("TOKEN_TTL_SECONDS=900")]
    [InlineData("ALLOW_TOKEN=yes")]
    [InlineData("TOKENIZER=gpt")]
    [InlineData("PORT=8090")]
    public void An_assignment_to_a_secret_name_hides_its_value(string marked) => AssertHidden(marked);

    [Theory]
    [InlineData("      DB_PASSWORD: ⟦hunter2⟧\n      PORT: 1")]
    [InlineData("      DB_PASSWORD: \"⟦hunter2⟧\"")]
    [InlineData("      - DB_PASSWORD=⟦hunter2⟧")]
    [InlineData("      - \"DB_PASSWORD=⟦hunter2⟧\"\n      - PORT=1")]
    [InlineData("    command: [\"--password=⟦hunter2⟧\", \"--port=1\"]")]
    [InlineData("    environment: { DB_PASSWORD: ⟦hunter2⟧, PORT: 1 }")]
    [InlineData("    environment: { DB_PASSWORD: \"⟦hunter2⟧\", PORT: 1 }")]
    [InlineData("{ \"Jwt_Key\": \"⟦hunter2⟧\", \"Port\": 1 }")]
    [InlineData("{ \"ApiKey\": \"⟦hunter2⟧\", \"signingKey\": \"⟦hunter2⟧\", \"Keyboard\": \"us\", \"monkey\": \"x\" }")]
    [InlineData("ENV API_TOKEN ⟦hunter2⟧\nENV PORT 80")]
    [InlineData("      DB_PASSWORD: |\n        ⟦one⟧\n\n        ⟦two⟧\n      PORT: 1")]
    [InlineData("      DB_PASSWORD: >-\n        ⟦one⟧\n      PORT: 1")]
    [InlineData("      DB_PASSWORD: ⟦one⟧\n        ⟦two⟧\n      PORT: 1")]
    [InlineData("      DB_PASSWORD:\n        ⟦hunter2⟧\n      PORT: 1")]
    [InlineData("      DB_PASSWORD:\n        ⟦\"hunter2\"⟧\n      PORT: 1")]
    [InlineData("  secret:\n    file: ./x\n  other: y")]
    [InlineData("  secret:\n    - one\n  other: y")]
    [InlineData("x-plain: &pw ⟦hunter2⟧\nservices:\n  a:\n    environment:\n      DB_PASSWORD: ⟦*pw⟧\n      PORT: 1")]
    [InlineData("x: &pw2 visible\ny:\n  DB_PASSWORD: ⟦*pw⟧")]
    public void Yaml_and_json_values_are_hidden(string marked) => AssertHidden(marked);

    [Theory]
    [InlineData("DB_PASSWORD: \"${DB_PASSWORD:?Set it in .env}\"")]
    [InlineData("DB_PASSWORD: ${DB_PASSWORD}")]
    [InlineData("DB_PASSWORD: ${DB_PASSWORD:-⟦hunter2⟧}")]
    [InlineData("DB_PASSWORD: ${OTHER-${DB_PASSWORD:-⟦hunter2⟧}}")]
    [InlineData("DB_PASSWORD: ⟦prefix⟧${DB_PASSWORD:?m}⟦suffix⟧")]
    [InlineData("DSN: ${A}:${B}@")]
    [InlineData("URL: \"http://x/${API_TOKEN:-⟦hunter2⟧}/y\"")]
    [InlineData("PORT: \"${CONTROL_PLANE_PORT:-8090}:8090\"")]
    [InlineData("IMAGE: ${REGISTRY:-ghcr.io}/x:${API_KEY+⟦k⟧}")]
    public void References_stay_visible_and_their_defaults_do_not(string marked) => AssertHidden(marked);

    [Theory]
    [InlineData("URL=postgres://⟦koda:hunter2⟧@db/koda")]
    [InlineData("URL=postgres://⟦koda:hunter/2⟧@db/koda?x=y")]
    [InlineData("command: curl https://⟦u:p⟧@h/ https://h/@x")]
    [InlineData("URL=postgres://${U}:${P}@db/koda")]
    [InlineData("URL=\"postgresql://${U:?Set U}:${P:?Set P}@db:5432/${D:?Set D}\"")]
    [InlineData("URL=https://example.org/@user")]
    [InlineData("URL=https://example.org:8080/a@b")]
    [InlineData("MAIL=a@example.org")]
    public void User_info_of_urls_is_hidden(string marked) => AssertHidden(marked);

    [Fact]
    public void An_apostrophe_in_a_word_quotes_nothing() => AssertHidden("# don't: it's\nPORT=1\nAPI_TOKEN=⟦x⟧\n# won't\nPORT=2");

    [Theory]
    [InlineData("API_KEY=${A:-", 100_000)]
    [InlineData("a://", 200_000)]
    [InlineData("API_KEY: ", 100_000)]
    [InlineData("API_KEY:\n", 100_000)]
    [InlineData("API_KEY: |\n", 100_000)]
    [InlineData("API_KEY=\"x\"", 100_000)]
    [InlineData("x: &a *a API_KEY: *a\n", 20_000)]
    [InlineData("${API_KEY:-", 100_000)]
    [InlineData("{", 500_000)]
    public void Time_is_linear(string part, int count)
    {
        var text = new StringBuilder().Insert(0, part, count).ToString();
        var watch = Stopwatch.StartNew();

        SecretSpans.Find(text);

        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 5);
    }

    private static void AssertHidden(string marked)
    {
        var text = marked.Replace("⟦", "", StringComparison.Ordinal).Replace("⟧", "", StringComparison.Ordinal);
        var actual = new StringBuilder(text);
        foreach (var (start, end) in SecretSpans.Find(text).Reverse())
            actual.Insert(end, '⟧').Insert(start, '⟦');

        Assert.Equal(marked, actual.ToString());
    }
}
