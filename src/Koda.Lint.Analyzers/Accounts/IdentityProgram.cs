using Koda.Lint.Analyzers.Flow;
using Microsoft.CodeAnalysis;

namespace Koda.Lint.Analyzers.Accounts;

/// <summary>What a program sets for Identity, wherever it does so.</summary>
internal sealed class IdentityProgram
{
    private static readonly string[] Words = ["IdentityOptions", "RequiredLength", "PasswordOptions"];

    /// <summary>Whether some code sets the minimum length of passwords, or takes all options from the configuration.</summary>
    public bool SetsLength { get; private set; }

    public static IdentityProgram Of(CodeUnit unit) => unit.Program.Learn(typeof(IdentityProgram), program =>
    {
        var found = new IdentityProgram();
        if (program.Mentions(unit.Cancellation, Words))
            program.Explore(Words, _ => new Collector(found), unit.Cancellation);
        return found;
    });

    private sealed class Collector(IdentityProgram found) : IFlowListener
    {
        public void OnCalled(Call call)
        {
            var configures = call.Method.TypeArguments.Any(type => type.Name == "IdentityOptions")
                || call.Options?.Type?.Name == "IdentityOptions"
                || call.Receiver is InstanceValue { Type: INamedTypeSymbol { Name: "OptionsBuilder" } builder } && builder.TypeArguments[0].Name == "IdentityOptions";
            found.SetsLength |= configures && (call.Name is "Bind" or "BindConfiguration"
                || call.Arguments.Any(argument => argument.Parameter.Type.Is("Microsoft.Extensions.Configuration.IConfiguration"))
                // A callback that is not at hand may set it.
                || (call.Options is null && call.Arguments.Any(argument => argument.Parameter.Type.TypeKind == TypeKind.Delegate && argument.Value == Value.Unknown)));
        }

        public void OnCreated(Call call, InstanceValue instance)
        {
        }

        public void OnAssigned(Assignment assignment) => found.SetsLength |= assignment.Member.Name == "RequiredLength";

        public void OnDeclared(ILocalSymbol local, Value value, SyntaxNode valueSyntax)
        {
        }

        public void OnExit(IMethodSymbol? method, bool isRoot)
        {
        }
    }
}
