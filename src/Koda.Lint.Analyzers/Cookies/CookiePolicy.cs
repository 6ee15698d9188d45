using Koda.Lint.Analyzers.Flow;
using Microsoft.CodeAnalysis;

namespace Koda.Lint.Analyzers.Cookies;

/// <summary>What the program sets for cookies as a whole: its cookie policy, and the options of handlers that other code adds.</summary>
internal sealed class CookiePolicy
{
    private static readonly string[] Words =
    [
        "UseCookiePolicy", "CookiePolicyOptions", "AddCookiePolicy", "ConfigureApplicationCookie", "CookieAuthenticationOptions", "SessionOptions",
    ];

    // Options alone do nothing: the middleware has to be in the pipeline.
    private bool IsUsed { get; init; }

    /// <summary>Whether the cookie policy adds the flag to every cookie.</summary>
    public bool ForcesSecure { get; private set; }

    public bool ForcesHttpOnly { get; private set; }

    public bool ForcesStrict { get; private set; }

    /// <summary>Whether code apart from the call that adds the handler assigns a member of its cookie: <c>CookieAuthenticationOptions.SecurePolicy</c>.</summary>
    public HashSet<string> SetElsewhere { get; } = [];

    /// <summary>What a program sets.</summary>
    public static CookiePolicy Of(CodeUnit unit) => unit.Program.Learn(typeof(CookiePolicy), program =>
    {
        var policy = new CookiePolicy { IsUsed = program.Mentions(unit.Cancellation, "UseCookiePolicy") };
        if (program.Mentions(unit.Cancellation, Words))
            program.Explore(Words, flow => new Collector(policy, flow), unit.Cancellation);
        return policy;
    });

    private void Take(Interpreter flow, InstanceValue options)
    {
        switch (options.Type?.Name)
        {
            case "CookiePolicyOptions":
                ForcesSecure |= IsUsed && Is(flow.Member(options, "Secure"), 1);
                ForcesHttpOnly |= IsUsed && Is(flow.Member(options, "HttpOnly"), 1);
                ForcesStrict |= IsUsed && Is(flow.Member(options, "MinimumSameSitePolicy"), 2);
                break;
            case "CookieAuthenticationOptions" or "SessionOptions" when flow.Part(options, "Cookie") is { } cookie:
                foreach (var member in new[] { "SecurePolicy", "HttpOnly", "SameSite" })
                {
                    if (flow.Member(cookie, member) is { } value && value != Value.Unset)
                        SetElsewhere.Add(options.Type.Name + "." + member);
                }

                break;
        }
    }

    private static bool Is(Value? value, int member) =>
        value is not null && value.Alternatives.All(one => one.Guard != Guard.Production && one.Value is ConstantValue { Content: int number } && number == member);

    private sealed class Collector(CookiePolicy policy, Func<Interpreter> flow) : IFlowListener
    {
        public void OnCalled(Call call)
        {
            if (call.Options is { } options && call.Name is not ("AddCookie" or "AddSession"))
                policy.Take(flow(), options);
            foreach (var argument in call.Arguments)
            {
                if (argument.Value is InstanceValue { Kind: InstanceKind.Created, Type.Name: "CookiePolicyOptions" } made)
                    policy.Take(flow(), made);
            }
        }

        public void OnCreated(Call call, InstanceValue instance)
        {
        }

        public void OnAssigned(Assignment assignment)
        {
        }

        public void OnDeclared(ILocalSymbol local, Value value, SyntaxNode valueSyntax)
        {
        }

        public void OnExit(IMethodSymbol? method, bool isRoot)
        {
            if (!isRoot)
                return;
            foreach (var (_, instance) in flow().Received)
                policy.Take(flow(), instance);
        }
    }
}
