using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;

namespace Koda.Lint.Analyzers.Flow;

/// <summary>What the methods of the .NET libraries do with text, collections, addresses and times, as far as rules need it.</summary>
internal static class Library
{
    /// <summary>A moment that has passed: a cookie that expires then is being deleted.</summary>
    public static readonly object Past = new();

    private const string Items = "$items";
    private const string Text = "$text";

    /// <summary>The result of a call, or null when the method is not one of those known here.</summary>
    public static Value? Called(Interpreter interpreter, Call call)
    {
        var type = call.Method.ContainingType;
        if (type.SpecialType == SpecialType.System_String)
            return OfString(interpreter, call);
        switch (type.Name)
        {
            case "StringBuilder" when call.Receiver is InstanceValue builder:
                return OfBuilder(interpreter, call, builder);
            case "StringValues" when call.Name == "Concat":
                return new SequenceValue([.. call.Arguments.SelectMany(argument => SequenceOf(interpreter, argument.Value)?.Items ?? [argument.Value])], call.Syntax);
            case "StringValues" when call.Name == "ToString":
                return call.Receiver;
            case "TimeSpan" when call.Method.IsStatic:
                return OfDuration(call);
            case "DateTime" or "DateTimeOffset":
                return OfMoment(call);
            case "Path" when call.Name is "Combine" or "Join":
                return PathOf(call);
            case "Path" when call.Name == "GetFullPath":
                return call.Arguments[0].Value;
            case "IPAddress" when call.Name == "Parse":
                return call.Arguments[0].Value;
            case "IPEndPoint" when call.Name == "Parse":
                return call.Arguments[0].Value.Map(value => value is TextValue { IsWhole: true } text ? TextValue.Of(HostOf(text.Content), text.Origin) : Value.Unknown);
            case "CookieBuilder" or "RequestPathBaseCookieBuilder" when call.Name == "Build" && call.Receiver is InstanceValue cookie:
                return OfCookieBuilder(interpreter, call, cookie);
            case "Boolean" or "Int32" when call is { Name: "ToString", Receiver: ConstantValue number } && call.Arguments.All(argument => argument.Parameter.Name == "provider"):
                return TextValue.Of(number.AsText().Content, call.Syntax);
            case "SetCookieHeaderValue" when call.Name == "ToString":
                return call.Receiver;
            case "Enumerable" or "ImmutableArray" or "CollectionExtensions" or "MemoryExtensions"
                when call.Name is "ToArray" or "ToList" or "AsEnumerable" or "AsSpan" or "Create" && call.Arguments.Count > 0:
                return SequenceOf(interpreter, call.Arguments[0].Value) ?? Value.Unknown;
            case "Enumerable" when call.Name is "Select" or "Append" or "Prepend" or "Concat" && call.Arguments.Count == 2:
                return OfEnumerable(interpreter, call);
        }

        if (call.Receiver is InstanceValue { Kind: InstanceKind.Created } collection && interpreter.Get(collection, Items) is not null)
            return OfCollection(interpreter, call, collection);
        return null;
    }

    /// <summary>The value of an object that is made, when that is no object with members but a text, an address or a time.</summary>
    public static Value? Created(Interpreter interpreter, Call call, InstanceValue instance)
    {
        var arguments = call.Arguments;
        switch (instance.Type?.Name)
        {
            case "StringBuilder":
                interpreter.Set(instance, Text, call["value"]?.Value ?? TextValue.Of("", call.Syntax));
                return instance;
            case "StringValues" or "StringSegment" or "Uri" or "String":
                return arguments.Count > 0 ? arguments[0].Value : TextValue.Of("", call.Syntax);
            case "IPAddress":
                return AddressOf(arguments[0].Value, call.Syntax);
            case "IPEndPoint" when arguments[0].Value is ConstantValue:
                interpreter.Set(instance, "Address", AddressOf(arguments[0].Value, call.Syntax));
                return instance;
            case "TimeSpan":
                return OfParts(call);
            case "DateTime" or "DateTimeOffset":
                return arguments.Count > 0 && arguments[0].Value is ConstantValue { Content: int year } && year < 2020
                    ? new ConstantValue(Past, call.Syntax)
                    : Value.Unknown;
            case "KeyValuePair" when arguments.Count == 2:
                return new EntryValue(arguments[0].Value, arguments[1].Value, call.Syntax);
        }

        if (instance.Type is { SpecialType: SpecialType.None } type && type.Is("System.Collections.IEnumerable") && !type.Name.EndsWith("Options", StringComparison.Ordinal))
        {
            var items = arguments.Count > 0 ? SequenceOf(interpreter, arguments[0].Value) : null;
            interpreter.Set(instance, Items, items ?? new SequenceValue([], call.Syntax));
            return instance;
        }

        return null;
    }

    /// <summary>A static member of a library that is no constant: <c>HeaderNames.ContentSecurityPolicy</c>, <c>IPAddress.Any</c>.</summary>
    public static Value Static(ISymbol member, SyntaxNode use) => (member.ContainingType?.Name, member.Name) switch
    {
        ("HeaderNames", var name) => TextValue.Of(Dashed(name), use),
        ("IPAddress", "Any") => TextValue.Of("0.0.0.0", use),
        ("IPAddress", "IPv6Any") => TextValue.Of("::", use),
        ("IPAddress", "Loopback") => TextValue.Of("127.0.0.1", use),
        ("IPAddress", "IPv6Loopback") => TextValue.Of("::1", use),
        ("String" or "StringValues", "Empty") => TextValue.Of("", use),
        ("Boolean", "TrueString") => TextValue.Of(bool.TrueString, use),
        ("Boolean", "FalseString") => TextValue.Of(bool.FalseString, use),
        ("TimeSpan", "Zero") => new ConstantValue(TimeSpan.Zero, use),
        ("TimeSpan", "MaxValue") => new ConstantValue(TimeSpan.MaxValue, use),
        ("DateTime" or "DateTimeOffset", "UnixEpoch" or "MinValue") => new ConstantValue(Past, use),
        ("WebHostDefaults", "ServerUrlsKey") => TextValue.Of("urls", use),
        ("WebHostDefaults" or "HostDefaults", "EnvironmentKey") => TextValue.Of("environment", use),
        ("Environments" or "EnvironmentName", var name) => TextValue.Of(name, use),
        _ => new SymbolValue(member, use),
    };

    /// <summary>Adds an element to a collection that is being tracked.</summary>
    public static void Append(Interpreter interpreter, InstanceValue collection, Value item)
    {
        if (interpreter.Get(collection, Items) is SequenceValue { Items.Count: < 1000 } known)
            interpreter.Set(collection, Items, new SequenceValue([.. known.Items, item], known.Origin));
        else
            interpreter.Set(collection, Items, Value.Unknown);
    }

    /// <summary>The elements of an array, a collection or a single value where several are allowed.</summary>
    public static SequenceValue? SequenceOf(Interpreter interpreter, Value value) => value switch
    {
        SequenceValue sequence => sequence,
        InstanceValue instance => interpreter.Get(instance, Items) as SequenceValue,
        _ => null,
    };

    /// <summary>The text of a value: a text itself, or what a <c>StringBuilder</c> holds.</summary>
    public static Value TextOf(Interpreter interpreter, Value value) =>
        value is InstanceValue instance ? interpreter.Get(instance, Text) ?? Value.Unknown : value;

    /// <summary>Whether a library's method only reads the objects that it is given.</summary>
    public static bool LeavesArgumentsAlone(Call call) =>
        call.Method.DeclaringSyntaxReferences.IsEmpty
        && call.Name is "Append" or "Add" or "TryAdd" or "Delete" or "AddRange" or "Equals" or "ToString" or "ThrowIfNull" or "WriteLine" or "Build"
            or "Listen" or "AddInMemoryCollection" or "UseUrls";

    /// <summary>A time that lies before now by as much as is taken away from it.</summary>
    public static bool IsPast(Value moment, Value taken) =>
        (moment is ConstantValue { Content: var content } && ReferenceEquals(content, Past))
        || (moment is SymbolValue { Symbol.Name: "Now" or "UtcNow" or "Today" } && taken is ConstantValue { Content: TimeSpan span } && span > TimeSpan.Zero);

    private static Value OfEnumerable(Interpreter interpreter, Call call)
    {
        if (SequenceOf(interpreter, call.Arguments[0].Value) is not { Items.Count: <= Value.MaxAlternatives } items)
            return Value.Unknown;
        var other = call.Arguments[1].Value;
        return call.Name switch
        {
            "Select" when other is FunctionValue function => new SequenceValue([.. items.Items.Select(item => interpreter.Apply(function, item))], call.Syntax),
            "Append" => new SequenceValue([.. items.Items, other], call.Syntax),
            "Prepend" => new SequenceValue([other, .. items.Items], call.Syntax),
            "Concat" when SequenceOf(interpreter, other) is { } more => new SequenceValue([.. items.Items, .. more.Items], call.Syntax),
            _ => Value.Unknown,
        };
    }

    // A text that a call has put together is that call's, whatever its first piece is.
    private static Value Made(Value text, Call call) => text.Map(value => value is TextValue known ? new TextValue(known.Pieces, call.Syntax) : value);

    private static Value? OfString(Interpreter interpreter, Call call)
    {
        switch (call.Name)
        {
            case "Concat":
                return Made(Concat(call.Arguments.SelectMany(argument => SequenceOf(interpreter, argument.Value) is { } sequence ? sequence.Items : [argument.Value])), call);
            case "Join" when call.Arguments.Count == 2:
                return Made(Join(interpreter, call), call);
            case "Format":
                return Made(Format(call), call);
            case "Trim" or "TrimStart" or "TrimEnd" or "ToString" or "ReplaceLineEndings" or "Normalize":
                return call.Receiver;
            case "Split" when call.Receiver.AsText() is { IsWhole: true } list && call["separator"]?.Value.AsText() is { IsWhole: true, Content: { Length: > 0 } separator }:
                return new SequenceValue([.. list.Content.Split([separator], StringSplitOptions.RemoveEmptyEntries).Select(part => TextValue.Of(part, list.Pieces[0].Source))], call.Syntax);
            case "ToLowerInvariant" or "ToLower" or "ToUpper" or "ToUpperInvariant":
                var isLower = call.Name[2] == 'L';
                return call.Receiver.Map(value => value.AsText() is { } text
                    ? new TextValue([.. text.Pieces.Select(piece => new TextPiece(isLower ? piece.Text?.ToLowerInvariant() : piece.Text?.ToUpperInvariant(), piece.Source))], text.Origin)
                    : Value.Unknown);
            case "Replace" when call.Receiver.AsText() is { } text && call.Arguments.Count >= 2 && call.Arguments[0].Value.AsText() is { IsWhole: true, Content: { Length: > 0 } from }:
                var to = call.Arguments[1].Value.AsText();
                return new TextValue([.. text.Pieces.Select(piece => piece.Text?.Contains(from) == true
                    ? new TextPiece(to is { IsWhole: true } ? piece.Text.Replace(from, to.Content) : null, piece.Source)
                    : piece)], text.Origin);
            default:
                return null;
        }
    }

    private static Value Join(Interpreter interpreter, Call call)
    {
        if (SequenceOf(interpreter, call.Arguments[1].Value) is not { } items)
            return Value.Unknown;
        Value? result = null;
        foreach (var item in items.Items)
            result = result is null ? item : TextValue.Concat(TextValue.Concat(result, call.Arguments[0].Value), item);
        return result ?? TextValue.Of("", call.Syntax);
    }

    private static Value PathOf(Call call)
    {
        Value? path = null;
        foreach (var part in call.Arguments.SelectMany(argument => argument.Value is SequenceValue sequence ? sequence.Items : [argument.Value]))
            path = path is null ? part : TextValue.Concat(TextValue.Concat(path, TextValue.Of("/", null)), part);
        return path ?? Value.Unknown;
    }

    private static Value Concat(IEnumerable<Value> parts)
    {
        Value? result = null;
        foreach (var part in parts)
            result = result is null ? part : TextValue.Concat(result, part);
        return result ?? Value.Unknown;
    }

    private static Value Format(Call call)
    {
        if (call["format"]?.Value.AsText() is not { IsWhole: true } format)
            return Value.Unknown;
        var first = call["format"]!.Parameter.Ordinal + 1;
        var values = call.Arguments.Skip(first)
            .SelectMany(argument => argument.Value is SequenceValue sequence ? sequence.Items : [argument.Value]).ToList();
        Value result = TextValue.Of("", call.Syntax);
        var text = format.Content;
        var start = 0;
        for (var open = text.IndexOf('{'); open >= 0; open = text.IndexOf('{', start))
        {
            var close = text.IndexOf('}', open);
            if (close < 0)
                break;
            result = TextValue.Concat(result, TextValue.Of(text.Substring(start, open - start), format.Pieces[0].Source));
            var digits = text.Substring(open + 1, close - open - 1);
            var isIndex = int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < values.Count;
            result = TextValue.Concat(result, isIndex ? values[index] : Value.Unknown);
            start = close + 1;
        }

        return TextValue.Concat(result, TextValue.Of(text.Substring(start), format.Pieces[0].Source));
    }

    private static Value? OfBuilder(Interpreter interpreter, Call call, InstanceValue builder)
    {
        var before = interpreter.Get(builder, Text) ?? Value.Unknown;
        Value? after = call.Name switch
        {
            "Append" or "AppendLine" => TextValue.Concat(before, call.Arguments.Count > 0 ? call.Arguments[0].Value : TextValue.Of("\n", null)),
            "AppendFormat" => TextValue.Concat(before, Format(call)),
            "AppendJoin" when call.Arguments.Count == 2 => TextValue.Concat(before, Join(interpreter, call)),
            "AppendJoin" => TextValue.Concat(before, Value.Unknown),
            "Insert" => TextValue.Concat(call.Arguments[call.Arguments.Count - 1].Value, before),
            "Clear" => TextValue.Of("", call.Syntax),
            "Replace" or "Remove" => Value.Unknown,
            _ => null,
        };
        if (call.Name == "ToString")
            return Made(before, call);
        if (after is null)
            return null;
        interpreter.Set(builder, Text, after);
        return builder;
    }

    /// <summary>The <c>CookieOptions</c> that a <c>CookieBuilder</c> makes of its policy.</summary>
    private static InstanceValue OfCookieBuilder(Interpreter interpreter, Call call, InstanceValue builder)
    {
        var options = interpreter.Introduce(new InstanceValue(call.Method.ReturnType, builder.Kind, call.Syntax));
        foreach (var member in new[] { "HttpOnly", "SameSite", "Expiration", "MaxAge" })
        {
            if (interpreter.Member(builder, member) is { } value && value != Value.Unset)
                interpreter.Set(options, member, value);
        }

        var secure = interpreter.Member(builder, "SecurePolicy") ?? Value.Unknown;
        interpreter.Set(options, "Secure", secure.Map(policy => policy switch
        {
            ConstantValue { Content: 1 } => new ConstantValue(true, policy.Origin),
            ConstantValue { Content: 2 } => new ConstantValue(false, policy.Origin),
            ConstantValue { Content: 0 } => FactValue.Configured(policy.Origin),
            _ when policy == Value.Unset => FactValue.Configured(call.Syntax),
            _ => Value.Unknown,
        }));
        return options;
    }

    private static Value? OfCollection(Interpreter interpreter, Call call, InstanceValue collection)
    {
        switch (call.Name)
        {
            case "Add" or "TryAdd" or "Append" or "Enqueue" or "Push":
                var item = call.Arguments.Count == 2 ? new EntryValue(call.Arguments[0].Value, call.Arguments[1].Value, call.Syntax)
                    : call.Arguments.Count == 1 ? call.Arguments[0].Value
                    : Value.Unknown;
                Append(interpreter, collection, item);
                return collection;
            case "AddRange" or "Insert" or "Remove" or "Clear" or "RemoveAt" or "InsertRange":
                var added = call.Name == "AddRange" && call.Arguments.Count == 1 ? SequenceOf(interpreter, call.Arguments[0].Value) : null;
                var known = interpreter.Get(collection, Items) as SequenceValue;
                interpreter.Set(
                    collection, Items, added is not null && known is not null ? new SequenceValue([.. known.Items, .. added.Items], known.Origin) : Value.Unknown);
                return collection;
            case "ToArray" or "AsReadOnly" or "ToImmutable":
                return interpreter.Get(collection, Items);
            default:
                return null;
        }
    }

    private static Value? OfDuration(Call call)
    {
        if (call.Arguments.Count == 0 || !TryNumber(call.Arguments[0].Value, out var amount))
            return call.Name.StartsWith("From", StringComparison.Ordinal) ? Value.Unknown : null;
        // Only the first of the newer overloads' parts is counted when the others are left out.
        if (call.Arguments.Skip(1).Any(argument => !argument.IsDefault))
            return Value.Unknown;
        double? ticks = call.Name switch
        {
            "FromDays" => amount * TimeSpan.TicksPerDay,
            "FromHours" => amount * TimeSpan.TicksPerHour,
            "FromMinutes" => amount * TimeSpan.TicksPerMinute,
            "FromSeconds" => amount * TimeSpan.TicksPerSecond,
            "FromMilliseconds" => amount * TimeSpan.TicksPerMillisecond,
            "FromTicks" => amount,
            _ => null,
        };
        return ticks is { } known && Math.Abs(known) < long.MaxValue / 2 ? new ConstantValue(TimeSpan.FromTicks((long)known), call.Syntax) : Value.Unknown;
    }

    private static Value OfParts(Call call)
    {
        var parts = new List<double>();
        foreach (var argument in call.Arguments)
        {
            if (!TryNumber(argument.Value, out var part) || Math.Abs(part) > 1_000_000)
                return Value.Unknown;
            parts.Add(part);
        }

        double? seconds = parts.Count switch
        {
            0 => 0,
            1 => parts[0] / TimeSpan.TicksPerSecond,
            3 => (parts[0] * 3600) + (parts[1] * 60) + parts[2],
            >= 4 => (parts[0] * 86400) + (parts[1] * 3600) + (parts[2] * 60) + parts[3],
            _ => null,
        };
        return seconds is { } known ? new ConstantValue(TimeSpan.FromTicks((long)(known * TimeSpan.TicksPerSecond)), call.Syntax) : Value.Unknown;
    }

    private static Value? OfMoment(Call call)
    {
        if (call.Name is "FromUnixTimeSeconds" or "FromUnixTimeMilliseconds")
            return call.Arguments[0].Value is ConstantValue { Content: long and < 1_500_000_000 } ? new ConstantValue(Past, call.Syntax) : Value.Unknown;
        if (!call.Name.StartsWith("Add", StringComparison.Ordinal) && call.Name != "Subtract")
            return null;
        if (call.Receiver is ConstantValue { Content: var moment } && ReferenceEquals(moment, Past))
            return call.Receiver;
        var isNow = call.Receiver is SymbolValue { Symbol.Name: "Now" or "UtcNow" or "Today" };
        var isNegative = call.Arguments.Count > 0 && TryNumber(call.Arguments[0].Value, out var amount)
            ? amount < 0 ^ call.Name == "Subtract"
            : call.Arguments.Count > 0 && call.Arguments[0].Value is ConstantValue { Content: TimeSpan span } && (span < TimeSpan.Zero ^ call.Name == "Subtract");
        return isNow && isNegative ? new ConstantValue(Past, call.Syntax) : Value.Unknown;
    }

    private static bool TryNumber(Value value, out double number)
    {
        switch ((value as ConstantValue)?.Content)
        {
            case int integer:
                number = integer;
                return true;
            case long large:
                number = large;
                return true;
            case double real:
                number = real;
                return true;
            default:
                number = 0;
                return false;
        }
    }

    private static Value AddressOf(Value address, SyntaxNode origin)
    {
        switch (address)
        {
            case ConstantValue { Content: long and >= 0 and <= uint.MaxValue and var number }:
                return TextValue.Of(new System.Net.IPAddress(number).ToString(), origin);
            case SequenceValue { Items.Count: 4 or 16 } items:
                var bytes = items.Items.Select(item => (item as ConstantValue)?.Content switch
                {
                    byte part => part,
                    int and >= 0 and <= 255 and var part => (byte)part,
                    _ => (byte?)null,
                }).ToList();
                return bytes.Contains(null) ? Value.Unknown : TextValue.Of(new System.Net.IPAddress([.. bytes.Select(part => part!.Value)]).ToString(), origin);
            default:
                return Value.Unknown;
        }
    }

    private static string HostOf(string endPoint)
    {
        var colon = endPoint.LastIndexOf(':');
        return colon > 0 && (endPoint[colon - 1] == ']' || endPoint.IndexOf(':') == colon) ? endPoint.Substring(0, colon) : endPoint;
    }

    private static string Dashed(string name)
    {
        var text = new StringBuilder();
        foreach (var character in name)
        {
            if (char.IsUpper(character) && text.Length > 0)
                text.Append('-');
            text.Append(character);
        }

        return text.ToString();
    }
}
