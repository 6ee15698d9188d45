using Koda.Lint.Reports;

namespace Koda.Lint.Engine.Tests.Reports;

public sealed class PrintableTests
{
    [Theory]
    [InlineData("##vso[task.setvariable variable=x]1", "##vso❲task.setvariable variable=x]1")]
    [InlineData("a ##VSO[build.done]", "a ##VSO❲build.done]")]
    [InlineData("x##[add-mask]e", "x##❲add-mask]e")]
    [InlineData("\u001b[31m", "␛[31m")]
    [InlineData("a\n::error::b", "a␊::error::b")]
    public void What_a_terminal_or_a_ci_obeys_is_shown_and_not_obeyed(string text, string shown) => Assert.Equal(shown, Printable.Of(text));

    [Theory]
    [InlineData("services[0]")]
    [InlineData("# [a]")]
    [InlineData("##")]
    [InlineData("[")]
    [InlineData("vso[a]")]
    public void Other_brackets_stay(string text) => Assert.Equal(text, Printable.Of(text));
}
