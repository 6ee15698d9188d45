using Koda.Lint.Analyzers.Flow;
using Koda.Lint.Analyzers.Scan;
using Koda.Lint.Cookies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Koda.Lint.Analyzers.Cookies;

/// <summary>Finds the cookies that code writes or configures, and hands each to the rules on cookies.</summary>
internal sealed class SessionCookies : SourceRule
{
    private const string CookieOptions = "Microsoft.AspNetCore.Http.CookieOptions";
    private const string Unread = "$unread";

    public override IEnumerable<Word> Words =>
    [
        "CookieOptions", "CookieBuilder", "SetCookie", "SetCookieHeaderValue", "AddCookie", "ConfigureApplicationCookie", "AddSession",
        "SessionOptions", "CookieAuthenticationOptions", "CookiePolicyOptions", "UseCookiePolicy", "AddIdentity", "AddDefaultIdentity",
        "AddIdentityApiEndpoints", "AddIdentityCookies", "AddApplicationCookie", "AppendCookieContext", "OnAppendCookie",
        Word.InString("Set-Cookie"),
        new Word("Cookies") { Then = ".Append" },
        new Word("Cookies") { After = "." },
        new Word("Append") { After = ".", OnlyWith = ["IResponseCookies"] },
        new Word("IResponseCookies"),
        new Word("Cookie") { Then = "(" },
        new Word("Cookie") { OnlyWith = ["HttpListenerResponse", "CookieCollection"] },
        new Word("HttpListenerResponse") { IsFactOnly = true },
        new Word("CookieCollection") { IsFactOnly = true },
        new Word("AddCookiePolicy") { IsFactOnly = true },
    ];

    public override void OnCalled(Call call, CodeUnit unit)
    {
        switch (call.Name)
        {
            case "Append" when call.IsOn("Microsoft.AspNetCore.Http.IResponseCookies"):
                JudgeAppended(call, unit);
                break;
            case "Append" or "Add" or "TryAdd" or "AppendCommaSeparatedValues" or "AppendList" or "SetCookie" or "AddHeader" or "AppendHeader" when HeaderNameOf(call) == "SET-COOKIE":
                JudgeHeader(call.Arguments[call.Arguments.Count - 1].Value, call.Syntax, unit);
                break;
            case "SetCookie" or "AppendCookie" when call.IsOn("System.Net.HttpListenerResponse"):
            case "Add" when call.IsOn("System.Net.CookieCollection"):
                JudgeObject(call.Arguments[0].Value, call.Syntax, unit);
                break;
            case "Add" or "SetCookies" when call.IsOn("System.Net.CookieContainer"):
                foreach (var argument in call.Arguments)
                {
                    if (argument.Value is InstanceValue sent)
                        unit.Flow.Mark(sent, Unread, Value.Unknown);
                }

                break;
            case "Add" when call.IsOn("System.Collections.Generic.ICollection") && call.Arguments[0].Value is InstanceValue { Type.Name: "SetCookieHeaderValue" } header:
                JudgeObject(header, call.Syntax, unit);
                break;
            case "UseCookiePolicy" when call.Written.FirstOrDefault()?.Value is InstanceValue policy:
                JudgePolicy(policy, unit, call.Syntax);
                break;
            case "AddCookie" or "AddSession" or "ConfigureApplicationCookie" when call.Method.IsExtensionMethod:
                JudgeHandler(call, unit);
                break;
            case "UseSession" when call["options"]?.Value is InstanceValue session:
                JudgeConfigured(HandlerCookies.SessionState, session, "the cookie of UseSession", NameOf(call.Syntax), unit, isAdded: true);
                break;
            case "AddIdentity" or "AddDefaultIdentity" or "AddIdentityApiEndpoints" or "AddIdentityCookies" or "AddApplicationCookie"
                when call.Method.IsExtensionMethod && call.Method.DeclaringSyntaxReferences.IsEmpty:
                JudgeConfigured(HandlerCookies.ApplicationCookie, null, "the application cookie of " + call.Name, call.Syntax, unit, isAdded: true);
                break;
            default:
                if (call.Options is { } options)
                    JudgeOptions(options, call, unit);
                break;
        }
    }

    public override void OnAssigned(Assignment assignment, CodeUnit unit)
    {
        if (assignment.Member is not IPropertySymbol property)
            return;
        if (property.Name == "SetCookie" || (property.IsIndexer && assignment.Indices.Count == 1 && IsSetCookie(assignment.Indices[0])))
            JudgeHeader(assignment.Value, assignment.Operation.Syntax, unit);
        else if (property.Name is "Secure" or "HttpOnly" or "SameSite" && assignment.Operation.Syntax is AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "CookieOptions" } } }
            && property.ContainingType.Is(CookieOptions))
            JudgeWeakening(property.Name, assignment, unit);
    }

    public override void OnExit(IMethodSymbol? method, bool isRoot, CodeUnit unit)
    {
        if (!isRoot)
            return;
        foreach (var (parameter, options) in unit.Flow.Received)
        {
            if (HandlerCookies.Of(options.Type) is { } handler)
                JudgeConfigured(handler, options, parameter.Name + "." + "Cookie", unit.Syntax, unit, isAdded: false);
            else if (options.Type?.Name == "CookiePolicyOptions")
                JudgePolicy(options, unit, unit.Syntax);
        }
    }

    public override void OnCreated(Call call, InstanceValue instance, CodeUnit unit)
    {
        if (instance.Type.Is("System.Net.Cookie") && IsAlone(call.Syntax))
            JudgeObject(instance, call.Syntax, unit);
    }

    // A System.Net cookie that no line of the method hands on is judged where it is made; others at the call that takes them.
    private static bool IsAlone(SyntaxNode creation) => creation.Parent is ReturnStatementSyntax or ArrowExpressionClauseSyntax or ExpressionStatementSyntax
        || creation.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax { Parent: { } block } } variable }
        && !block.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == variable.Identifier.ValueText);

    private static void JudgeAppended(Call call, CodeUnit unit)
    {
        if (call["key"] is { } key)
            JudgeAppended(call, key.Value, key.Syntax, call["value"]?.Syntax, unit);
        // Append(pairs, options)
        foreach (var pair in (call["keyValuePairs"] is { } pairs ? Library.SequenceOf(unit.Flow, pairs.Value)?.Items : null) ?? [])
        {
            if (pair is EntryValue entry)
                JudgeAppended(call, entry.Key, entry.Key.Origin, entry.Content.Origin, unit);
        }
    }

    private static void JudgeAppended(Call call, Value name, SyntaxNode? nameSyntax, SyntaxNode? valueSyntax, CodeUnit unit)
    {
        var options = call["options"];
        foreach (var (carrier, guard) in options?.Value.Alternatives ?? [new Alternative(Value.Unset, Guard.Always)])
        {
            var made = carrier as InstanceValue;
            if (options is not null && made is null)
                continue;
            if (made is not null && IsDeletion(made, unit))
                continue;
            var purpose = PurposeOf(name, nameSyntax, valueSyntax);
            Judge(
                new WrittenCookie
                {
                    Source = CookieSource.Options,
                    ShownName = Shown(name, nameSyntax),
                    Purpose = purpose,
                    IsNameless = name.AsText() is not { IsWhole: true } && !unit.Program.IsNamedByCallers(nameSyntax, unit),
                    NameOrigin = name.Origin,
                    Place = call.Syntax,
                    Carrier = made?.Origin ?? (made is null ? null : options!.Syntax),
                    Guard = unit.Flow.Guard.And(guard),
                    Secure = FlagOf(made, "Secure", unit),
                    HttpOnly = FlagOf(made, "HttpOnly", unit),
                    SameSite = SameSiteOf(made, unit),
                },
                unit);
        }
    }

    private static void JudgeObject(Value value, SyntaxNode place, CodeUnit unit)
    {
        if (value is not InstanceValue { Type: { } type } made || IsDeletion(made, unit) || unit.Flow.Marked(made, Unread) == Value.Unknown)
            return;
        var name = unit.Flow.Member(made, "Name")?.AsText();
        Judge(
            new WrittenCookie
            {
                Source = CookieSource.Options,
                ShownName = name is { IsWhole: true } ? CookieName.Shown(name.Content) : "the cookie of this " + type.Name,
                Purpose = name is { IsWhole: true } ? CookieName.PurposeOf(name.Content) : CookiePurpose.Unknown,
                Place = place,
                Carrier = made.Origin,
                Guard = unit.Flow.Guard,
                Secure = FlagOf(made, "Secure", unit),
                HttpOnly = FlagOf(made, "HttpOnly", unit),
                SameSite = type.Is("System.Net.Cookie") ? CookieFlag.Unknown : SameSiteOf(made, unit),
            },
            unit);
    }

    private static void JudgeHeader(Value value, SyntaxNode place, CodeUnit unit)
    {
        foreach (var (alternative, guard) in value.Alternatives)
        {
            switch (alternative)
            {
                case InstanceValue header:
                    foreach (var item in Library.SequenceOf(unit.Flow, header)?.Items ?? [header])
                        JudgeObject(item, place, unit);
                    break;
                case SequenceValue several:
                    foreach (var item in several.Items)
                        JudgeHeader(item, place, unit);
                    break;
                case TextValue text when SetCookieText.Read(text) is { IsDeleted: false } cookie:
                    Judge(
                        new WrittenCookie
                        {
                            Source = CookieSource.Header,
                            ShownName = cookie.Name is null ? "a cookie whose name is not known here" : CookieName.Shown(cookie.Name),
                            Purpose = CookieName.PurposeOf(cookie.Name),
                            Place = place,
                            Carrier = text.Origin,
                            Headers = [.. SameOrigin(value, text).Select(SetCookieText.Read).OfType<SetCookieText>()],
                            Guard = unit.Flow.Guard.And(guard),
                            Secure = cookie.Secure,
                            HttpOnly = cookie.HttpOnly,
                            SameSite = cookie.SameSite,
                        },
                        unit);
                    break;
            }
        }
    }

    // `"session=1" + (flag ? "; Secure" : "")` is two texts, and one place to mend them.
    private static IEnumerable<TextValue> SameOrigin(Value value, TextValue text) =>
        value.Alternatives.Select(one => one.Value).OfType<TextValue>().Where(other => other.Origin == text.Origin);

    private static void JudgeHandler(Call call, CodeUnit unit)
    {
        var handler = call.Name == "AddSession" ? HandlerCookies.SessionState : HandlerCookies.ApplicationCookie;
        // A callback that is not at hand may set anything.
        if (call.Options is null && call.Written.Any(argument => argument.Parameter.Type.TypeKind == TypeKind.Delegate))
            return;
        JudgeConfigured(handler, call.Options, "the cookie of " + call.Name, NameOf(call.Syntax), unit, isAdded: call.Name != "ConfigureApplicationCookie" || call.Options is not null, IsCrossSite(call));
    }

    private static void JudgeOptions(InstanceValue options, Call call, CodeUnit unit)
    {
        if (options.Type?.Name == "CookiePolicyOptions")
            JudgePolicy(options, unit, call.Syntax);
        else if (HandlerCookies.Of(options.Type) is { } handler)
            JudgeConfigured(handler, options, "the cookie of " + options.Type!.Name, NameOf(call.Syntax), unit, isAdded: false, IsCrossSite(call));
    }

    // AddCookie(IdentityConstants.ExternalScheme, …), AddCookie("idsrv.external")
    private static bool IsCrossSite(Call call) => call.Written.Any(argument => argument.Parameter.Type.SpecialType == SpecialType.System_String
        && (argument.Value.AsText()?.Content + argument.Syntax).IndexOf("External", StringComparison.OrdinalIgnoreCase) >= 0);

    private static void JudgeConfigured(
        HandlerCookies handler, InstanceValue? options, string shownName, SyntaxNode place, CodeUnit unit, bool isAdded, bool isCrossSite = false)
    {
        InstanceValue? cookie = null;
        if (options is not null)
        {
            var part = unit.Flow.Member(options, "Cookie");
            cookie = part as InstanceValue;
            if (cookie is null && part != Value.Unset)
                return;
        }

        var isTouched = cookie is not null;
        var isReplaced = cookie is { Kind: InstanceKind.Created, Origin: BaseObjectCreationExpressionSyntax };
        var name = cookie is null ? null : unit.Flow.Member(cookie, "Name")?.AsText();
        var policy = isAdded && !isReplaced ? CookiePolicy.Of(unit) : null;
        Judge(
            new WrittenCookie
            {
                Source = CookieSource.Configured,
                ShownName = name is { IsWhole: true } ? CookieName.Shown(name.Content) : shownName,
                Purpose = handler.Purpose == CookiePurpose.Session || CookieName.PurposeOf(name?.Content) == CookiePurpose.Session ? CookiePurpose.Session : CookiePurpose.Authentication,
                Place = place,
                Guard = unit.Flow.Guard,
                Secure = Configured("SecurePolicy", content => content is 1, handler.SecurePolicy),
                HttpOnly = Configured("HttpOnly", content => content is true, handler.HttpOnly),
                SameSite = Configured("SameSite", content => content is 2, handler.SameSite),
                IsCrossSite = isCrossSite,
            },
            unit);

        CookieFlag Configured(string member, Func<object?, bool> isOn, CookieFlag byDefault)
        {
            var unset = isReplaced ? new CookieFlag(FlagState.Missing, cookie!.Origin)
                : !isAdded || policy!.SetElsewhere.Contains(handler.OptionsType + "." + member) ? CookieFlag.Unknown
                : byDefault;
            return !isTouched ? unset : CookieFlag.Of(unit.Flow.Member(cookie!, member), isOn, unset);
        }
    }

    private static void JudgePolicy(InstanceValue policy, CodeUnit unit, SyntaxNode place)
    {
        SessionCookieNotSecure.JudgePolicy(unit.Flow.Member(policy, "Secure"), place, unit);
        SessionCookieReadableByScript.JudgePolicy(unit.Flow.Member(policy, "HttpOnly"), place, unit);
        SessionCookieNotSameSiteStrict.JudgePolicy(unit.Flow.Member(policy, "MinimumSameSitePolicy"), place, unit);
    }

    // context.CookieOptions.Secure = false in a cookie policy's callback weakens every cookie.
    private static void JudgeWeakening(string flag, Assignment assignment, CodeUnit unit)
    {
        switch (flag)
        {
            case "Secure" when assignment.Value is ConstantValue { Content: false }:
                SessionCookieNotSecure.JudgePolicy(new ConstantValue(2, assignment.Value.Origin), assignment.Operation.Syntax, unit);
                break;
            case "HttpOnly" when assignment.Value is ConstantValue { Content: false }:
                SessionCookieReadableByScript.JudgePolicy(new ConstantValue(0, assignment.Value.Origin), assignment.Operation.Syntax, unit);
                break;
            case "SameSite":
                SessionCookieNotSameSiteStrict.JudgePolicy(assignment.Value, assignment.Operation.Syntax, unit);
                break;
        }
    }

    private static void Judge(WrittenCookie cookie, CodeUnit unit)
    {
        if (cookie.Purpose == CookiePurpose.Harmless || cookie.Guard == Guard.Development)
            return;
        SessionCookieNotSecure.Judge(cookie, unit);
        SessionCookieReadableByScript.Judge(cookie, unit);
        SessionCookieNotSameSiteStrict.Judge(cookie, unit);
    }

    private static CookieFlag FlagOf(InstanceValue? options, string member, CodeUnit unit)
    {
        var missing = new CookieFlag(FlagState.Missing, options?.Origin);
        return options is null ? missing : CookieFlag.Of(unit.Flow.Member(options, member), content => content is true, missing);
    }

    private static CookieFlag SameSiteOf(InstanceValue? options, CodeUnit unit)
    {
        var missing = new CookieFlag(FlagState.Missing, options?.Origin);
        return options is null ? missing : CookieFlag.Of(unit.Flow.Member(options, "SameSite"), content => content is 2, missing);
    }

    private static bool IsDeletion(InstanceValue options, CodeUnit unit) =>
        IsPast(unit.Flow.Member(options, "Expires")) || IsPast(unit.Flow.Member(options, "MaxAge")) || unit.Flow.Member(options, "Expired") is ConstantValue { Content: true };

    private static bool IsPast(Value? value) =>
        value is ConstantValue constant && (ReferenceEquals(constant.Content, Library.Past) || (constant.Content is TimeSpan age && age <= TimeSpan.Zero));

    private static CookiePurpose PurposeOf(Value name, SyntaxNode? nameSyntax, SyntaxNode? valueSyntax)
    {
        var purpose = name.Alternatives.Select(alternative => alternative.Value.AsText())
            .Max(text => CookieName.PurposeOf(text is { IsWhole: true } ? text.Content : nameSyntax?.ToString()));
        // A cookie whose name says nothing, but that is given a token or a session's id.
        return purpose == CookiePurpose.Unknown && valueSyntax is IdentifierNameSyntax or MemberAccessExpressionSyntax
            && CookieName.ProvesIdentity(valueSyntax.ToString())
            ? CookiePurpose.Authentication
            : purpose;
    }

    private static string Shown(Value name, SyntaxNode? syntax) =>
        name.AsText() is { IsWhole: true } text ? CookieName.Shown(text.Content) : "the cookie named by " + (syntax?.ToString() ?? "its caller");

    private static string? HeaderNameOf(Call call) =>
        (call["key"] ?? call["name"])?.Value.AsText() is { IsWhole: true } text ? text.Content.ToUpperInvariant() : null;

    private static bool IsSetCookie(Value value) =>
        value.AsText() is { IsWhole: true } text && text.Content.Equals("Set-Cookie", StringComparison.OrdinalIgnoreCase);

    // services.AddX().AddCookie(…): the fault is in AddCookie, not in the line that the chain starts on.
    private static SyntaxNode NameOf(SyntaxNode invocation) =>
        invocation is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: var name } } ? name : invocation;
}
