using Koda.Lint.Compose;
using Koda.Lint.Files;
using Koda.Lint.Interpolation;
using Koda.Lint.Rules;
using Koda.Lint.Text;

namespace Koda.Lint.Deployments;

/// <summary>Turns what loading a deployment brought up into findings: the 9xxx rules, which no class judges.</summary>
internal static class InputFindings
{
    /// <summary>How many further uses of a variable are shown beside the first.</summary>
    private const int MaxRelated = 3;

    public static void Report(RuleContext context)
    {
        var project = context.Deployment.Project;
        foreach (var problem in project.Problems)
            Report(context, problem);
        foreach (var variable in project.UnresolvedVariables.GroupBy(v => v.Use.Name, StringComparer.Ordinal))
            Report(context, [.. variable]);
        foreach (var problem in context.Deployment.Companions.Problems)
            context.Report(problem.Text, problem.Place, problem.Subject);
    }

    public static void ReportFailedRule(RuleContext context, RuleInfo rule, Exception exception)
    {
        var path = context.Deployment.Project.Files.Count > 0 ? context.Deployment.Project.Files[0] : context.Deployment.Project.ProjectDirectory;
        context.Report(RuleTexts.RuleFailed.Default(rule.Id, exception.GetType().Name), Location.OfFile(path), rule.Id);
    }

    private static void Report(RuleContext context, ComposeProblem problem) =>
        context.Report(problem.Text, problem.Span?.ToLocation() ?? Location.OfFile(problem.Path), problem.Subject);

    /// <summary>A variable has one finding: at the use that needs it most, with other uses beside it.</summary>
    private static void Report(RuleContext context, IReadOnlyList<UnresolvedVariable> uses)
    {
        var worst = uses.FirstOrDefault(u => u.Use.State == VariableState.RequiredMissing) ?? uses[0];
        var related = uses.Where(u => u != worst).Take(MaxRelated)
            .Select(u => new RelatedLocation(u.Span.ToLocation(), "used here, too"))
            .ToArray();
        context.Report(TextFor(context.Deployment, worst), worst.Span.ToLocation(), "variable:" + worst.Use.Name, related: related);
    }

    private static FindingText TextFor(Deployment deployment, UnresolvedVariable variable)
    {
        var name = variable.Use.Name;
        if (variable.Use.Definition is { Origin: VariableOrigin.SuppliedAtDeploy } definition)
        {
            var template = DeploymentPath.NameOf(definition.Span!.Value.File.Path);
            return deployment.RequireEnv ? RuleTexts.VariableUnresolved.NotSupplied(name, template) : RuleTexts.VariableUnresolved.SuppliedAtDeploy(name, template);
        }

        if (variable.Use.State == VariableState.Unset)
            return RuleTexts.VariableUnresolved.Unset(name);
        return variable.Reason is { } reason
            ? RuleTexts.VariableUnresolved.RequiredWithReason(name, reason)
            : RuleTexts.VariableUnresolved.Required(name);
    }
}
