using Koda.Lint.Settings;

namespace Koda.Lint.Abstractions.Tests.Settings;

public sealed class SecretValueTests
{
    [Theory]
    [InlineData("CACHE_URL", "redis://:p@c")]
    [InlineData("DB_PASSWORD", "x")]
    [InlineData("APP_SECRET", "blue")]
    [InlineData("SIGNING_KEY", "9f8e7d6c5b4a3f2e")]
    public void A_value_that_only_a_secret_has_is_specific(string name, string value) => Assert.True(SecretValue.IsSpecific(name, value));

    [Theory]
    [InlineData("SORT_KEY", "price")]
    [InlineData("SORT_KEY", "price, then name")]
    [InlineData("TOKEN_LIFETIME", "15m")]
    public void A_short_word_a_sentence_or_a_quantity_is_not(string name, string value) => Assert.False(SecretValue.IsSpecific(name, value));
}
