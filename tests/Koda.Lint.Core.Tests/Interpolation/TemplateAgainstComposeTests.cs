using Koda.Lint.Core.Tests.Oracles;
using Koda.Lint.Interpolation;

namespace Koda.Lint.Core.Tests.Interpolation;

public sealed class TemplateAgainstComposeTests
{
    private static readonly Dictionary<string, string> Environment = new() { ["V"] = "value", ["A"] = "$a}", ["E"] = "" };

    private static Expansion Expand(string text) => Template.Expand(
        text, name => Environment.TryGetValue(name, out var value) ? new VariableDefinition(name, value, VariableOrigin.Shell, null) : null);

    [Fact]
    public void Docker_compose_expands_templates_to_the_same_text()
    {
        DockerCompose.Require();
        for (var round = 0; round < OracleProgram.Rounds; round++)
        {
            var accepted = Snippets.FixedTemplates(round, 4000).Where(t => !Expand(t).HasErrors).ToList();

            var values = DockerCompose.Expand(accepted, Environment);

            Assert.NotNull(values);
            foreach (var (template, value) in accepted.Zip(values))
                Assert.Equal((template, value), (template, Expand(template).Value));
        }
    }

    [Fact]
    public void Docker_compose_refuses_the_same_templates()
    {
        DockerCompose.Require();
        var refused = Snippets.FixedTemplates(1000, 4000).Where(t => Expand(t).HasErrors).Take(60 * OracleProgram.Rounds).ToList();

        Assert.Equal([], refused.Where(t => DockerCompose.Expand([t], Environment) is not null));
    }
}
