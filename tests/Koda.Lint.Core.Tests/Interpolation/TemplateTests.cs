using CsCheck;
using Koda.Lint.Interpolation;

namespace Koda.Lint.Core.Tests.Interpolation;

public sealed class TemplateTests
{
    private static readonly Dictionary<string, string> Environment = new()
    {
        ["V"] = "value",
        ["A"] = "a",
        ["E"] = "",
        ["aB_9"] = "mixed",
        ["DOLLARS"] = "$V ${V} $$",
    };

    private static Expansion Expand(string text) => Template.Expand(text, Look);

    private static VariableDefinition? Look(string name) =>
        Environment.TryGetValue(name, out var value) ? new VariableDefinition(name, value, VariableOrigin.Shell, null) : null;

    [Theory]
    [InlineData("${V}", "value")]
    [InlineData("$V", "value")]
    [InlineData("x$V.y", "xvalue.y")]
    [InlineData("${aB_9}", "mixed")]
    [InlineData("$A$V${A}${V}", "avalueavalue")]
    [InlineData("a${U}b$U", "ab")]
    [InlineData("${DOLLARS}", "$V ${V} $$")]
    public void A_use_stands_for_the_variable_s_value(string template, string value) => AssertExpands(template, value);

    [Theory]
    [InlineData("$$V $${V} $$$V", "$V ${V} $value")]
    [InlineData("$${V:-x}", "${V:-x}")]
    [InlineData("a$", "a$")]
    [InlineData("$1 $(x) $- $", "$1 $(x) $- $")]
    [InlineData("$2y$10$abc", "$2y$10")]
    public void A_dollar_that_starts_no_use_stands_for_itself(string template, string value) => AssertExpands(template, value);

    [Theory]
    [InlineData("${U:-d}", "d")]
    [InlineData("${U-d}", "d")]
    [InlineData("${E:-d}", "d")]
    [InlineData("${E-d}", "")]
    [InlineData("${V:-d}", "value")]
    [InlineData("${U:-}", "")]
    [InlineData("${U:-a-b:-c}", "a-b:-c")]
    [InlineData("${U:-x?y}", "x?y")]
    [InlineData("${U-b:?c}", "b:?c")]
    [InlineData("${V:+alt}", "alt")]
    [InlineData("${V+alt}", "alt")]
    [InlineData("${E:+alt}", "")]
    [InlineData("${E+alt}", "alt")]
    [InlineData("${U:+alt}${U+alt}", "")]
    [InlineData("${V:?m}${V?m}${E?m}", "valuevalue")]
    public void An_operator_decides_by_the_variable(string template, string value) => AssertExpands(template, value);

    [Theory]
    [InlineData("${U:-x${A}y}", "xay")]
    [InlineData("${U:-${W:-1}}-${X:-${Y:-2}}", "1-2")]
    [InlineData("${U:-$${B}}", "${B}")]
    [InlineData("${U:-{\"a\":1}}", "{\"a\":1}")]
    [InlineData("${V:-{x}y}", "value")]
    [InlineData("${V:-{{${A}}}}", "value}")]
    [InlineData("${V:-x}}", "value}")]
    [InlineData("${V:-$${B}", "value")]
    [InlineData("${U:-$${B}", "${B")]
    [InlineData("${U:-a}\n${U:-b}", "a\nb")]
    public void An_operand_ends_where_compose_ends_it(string template, string value) => AssertExpands(template, value);

    [Theory]
    [InlineData("${\u212A}|$\u212Ax|${\u017F-d}", "||d")]
    public void Letters_that_fold_to_ascii_belong_to_names(string template, string value) => AssertExpands(template, value);

    [Theory]
    [InlineData("x${}y", "${}")]
    [InlineData("${A B}", "${A B}")]
    [InlineData("${1A}", "${1A}")]
    [InlineData("${V:x}", "${V:x}")]
    [InlineData("${V/x/y}", "${V/x/y}")]
    [InlineData("${A.B}", "${A.B}")]
    [InlineData("a ${V", "${V")]
    [InlineData("${V:", "${V")]
    [InlineData("${", "${")]
    [InlineData("${U:-l1\nl2}", "${U:-")]
    [InlineData("${U:-${V}", "${V")]
    public void What_compose_refuses_is_an_error_at_its_place(string template, string marked)
    {
        var expansion = Expand(template);

        var error = Assert.Single(expansion.Errors);
        Assert.Equal(marked, template[error.Start..error.End]);
        Assert.True(expansion.HasErrors);
        Assert.False(error.IsLimit);
    }

    [Fact]
    public void Every_error_is_reported_and_not_the_first_alone()
    {
        var expansion = Expand("${} ${U?one} ${V:x} ${W:?two}");

        Assert.Equal([0, 13], expansion.Errors.Select(e => e.Start));
        Assert.Equal(["one", "two"], expansion.Uses.Select(u => u.RequiredMessage));
    }

    [Theory]
    [InlineData("${U?}", null)]
    [InlineData("${U:?must set U}", "must set U")]
    [InlineData("${E:?empty}", "empty")]
    [InlineData("${U:?need $A}", "need a")]
    [InlineData("${U?x${A:+y}z}", "xyz")]
    public void A_required_variable_without_a_value_is_missing(string template, string? message)
    {
        var expansion = Expand("<" + template + ">");

        Assert.Equal(VariableState.RequiredMissing, expansion.Uses[0].State);
        Assert.Equal(message, expansion.Uses[0].RequiredMessage);
        Assert.True(expansion.HasErrors);
        Assert.Equal("<>", expansion.Value);
    }

    [Theory]
    [InlineData("${A:-${U:?inner}}")]
    [InlineData("${U:+${W:?inner}}")]
    [InlineData("${A:?${W:?inner}}")]
    public void A_required_variable_fails_even_in_an_operand_that_is_not_taken(string template)
    {
        var missing = Expand(template).Uses[1];

        Assert.Equal(VariableState.RequiredMissing, missing.State);
        Assert.Equal("inner", missing.RequiredMessage);
        Assert.False(missing.Contributes);
    }

    [Fact]
    public void A_variable_supplied_at_deploy_is_not_missing()
    {
        var expansion = Template.Expand("${S:?m}|${S:-d}", n => new VariableDefinition(n, "", VariableOrigin.SuppliedAtDeploy, null));

        Assert.False(expansion.HasErrors);
        Assert.Equal("|d", expansion.Value);
        Assert.All(expansion.Uses, use => Assert.Equal(VariableOrigin.SuppliedAtDeploy, use.Definition!.Origin));
    }

    [Fact]
    public void Uses_come_in_template_order_with_their_places_and_states()
    {
        const string Text = "$V-${U:-x${A}${W}}-${E:+y}";
        var uses = Expand(Text).Uses;

        Assert.Equal(
            ["V $V Defined", "U ${U:-x${A}${W}} Defaulted", "A ${A} Defined", "W ${W} Unset", "E ${E:+y} Alternate"],
            uses.Select(u => $"{u.Name} {Text[u.Start..u.End]} {u.State}"));
        Assert.Equal("x${A}${W}", Text[uses[1].OperandStart..uses[1].OperandEnd]);
        Assert.All(uses, use => Assert.True(use.Contributes));
    }

    [Theory]
    [InlineData("${U:-0.0.0.0}:80", "0.0.0.0", "0.0.0.0")]
    [InlineData("${V}:80", "value", "${V}")]
    [InlineData("a$V:80", "80", "80")]
    [InlineData("a$V:80", "lue:8", "$V:8")]
    [InlineData("x$$y", "$", "$$")]
    [InlineData("x$$y", "$y", "$$y")]
    [InlineData("p${U:-q${V}r}s", "qvalue", "q${V}")]
    [InlineData("${V:-skipped}s", "value", "${V:-skipped}")]
    public void A_part_of_the_value_leads_back_to_the_template(string template, string part, string source)
    {
        var expansion = Expand(template);
        var start = expansion.Value.IndexOf(part, StringComparison.Ordinal);

        var (from, to) = expansion.ToTemplate(start, start + part.Length);

        Assert.Equal(source, template[from..to]);
    }

    [Fact]
    public void A_text_without_a_dollar_is_its_own_value()
    {
        Gen.String.Where(s => !s.Contains('$')).Sample(text =>
        {
            var expansion = Expand(text);
            Assert.False(Template.HasVariables(text));
            Assert.Same(text, expansion.Value);
            Assert.Empty(expansion.Uses);
            Assert.False(expansion.HasErrors);
        });
    }

    [Fact]
    public void No_text_makes_it_throw_or_point_outside()
    {
        Snippets.Templates.Sample(text =>
        {
            var expansion = Expand(text);

            Assert.All(expansion.Uses, u =>
            {
                Assert.InRange(u.Start, 0, u.OperandStart);
                Assert.InRange(u.OperandEnd, u.OperandStart, u.End);
                Assert.InRange(u.End, u.Start + 2, text.Length);
                Assert.Equal('$', text[u.Start]);
            });
            Assert.All(expansion.Errors, e =>
            {
                Assert.Equal("${", text.Substring(e.Start, 2));
                Assert.InRange(e.End, e.Start + 2, text.Length);
            });
            var value = 0;
            foreach (var segment in expansion.Segments)
            {
                Assert.Equal(value, segment.Start);
                Assert.InRange(segment.Length, 1, int.MaxValue);
                Assert.InRange(segment.TemplateStart, 0, text.Length - 1);
                Assert.InRange(segment.TemplateEnd, segment.TemplateStart + 1, text.Length);
                if (segment.IsVerbatim)
                    Assert.Equal(text[segment.TemplateStart..segment.TemplateEnd], expansion.Value.Substring(segment.Start, segment.Length));
                value += segment.Length;
            }

            Assert.Equal(expansion.Value.Length, value);
        });
    }

    [Theory]
    [InlineData("${A:-", "}")]
    [InlineData("${U:-", "}")]
    [InlineData("${U:-", "")]
    [InlineData("${U?x", "}")]
    [InlineData("${V?x", "}")]
    [InlineData("${A:-{", "}}")]
    [InlineData("${", "")]
    [InlineData("${A ", "")]
    [InlineData("${U:-}\n", "")]
    [InlineData("{", "}")]
    public void Depth_and_length_cost_linear_time_and_no_stack(string open, string close)
    {
        const int Depth = 200_000;
        var text = string.Concat(Enumerable.Repeat(open, Depth)) + string.Concat(Enumerable.Repeat(close, Depth));
        var started = System.Diagnostics.Stopwatch.StartNew();

        Expand("$V" + text);

        Assert.InRange(started.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(8));
    }

    [Fact]
    public void A_value_that_grows_without_bounds_is_an_error()
    {
        var big = new VariableDefinition("B", new string('x', 1 << 20), VariableOrigin.Shell, null);

        var expansion = Template.Expand(string.Concat(Enumerable.Repeat("$B", 1000)), _ => big);

        Assert.True(Assert.Single(expansion.Errors).IsLimit);
        Assert.InRange(expansion.Value.Length, 0, Template.MaxValueLength);
    }

    private static void AssertExpands(string template, string value)
    {
        var expansion = Expand(template);
        Assert.Equal(value, expansion.Value);
        Assert.False(expansion.HasErrors);
    }
}
