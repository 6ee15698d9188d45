using Koda.Lint.CodeFixes.Writing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Koda.Lint.CodeFixes.Settings;

/// <summary>Writes the <c>FileStreamOptions</c> that mean what a call meant, and only the owner may read the file.</summary>
internal sealed class OptionsText
{
    private const int Append = 6;

    private readonly Fault _fault;
    private readonly ITypeSymbol _options;
    private readonly int _position;

    private OptionsText(Fault fault, ITypeSymbol options, int position)
    {
        _fault = fault;
        _options = options;
        _position = position;
        OwnerOnly = $"{Name("UnixFileMode")}.UserRead | {Name("UnixFileMode")}.UserWrite";
        FileStream = Name("FileStream");
        StreamWriter = Name("StreamWriter");
    }

    public string FileStream { get; }

    public string StreamWriter { get; }

    /// <summary>Mode 0600.</summary>
    public string OwnerOnly { get; }

    /// <summary>For code at a place; null where the framework has no way to say the mode (before .NET 7).</summary>
    public static OptionsText? For(Fault fault, SyntaxNode place) =>
        fault.Model.Compilation.GetTypeByMetadataName("System.IO.FileStreamOptions") is { } options && Members.Find(options, "UnixCreateMode") is not null
            ? new OptionsText(fault, options, place.SpanStart)
            : null;

    /// <summary>Whether an expression is such options.</summary>
    public bool IsOptions(ExpressionSyntax expression) => SymbolEqualityComparer.Default.Equals(_fault.TypeOf(expression)?.OriginalDefinition, _options);

    /// <summary>For the constructors of <c>FileStream</c> and the methods that are like them; null when an argument cannot be carried over.</summary>
    public string? OfStream(FileArguments arguments, string defaultShare)
    {
        var mode = arguments["mode"]?.ToString();
        if (mode is null || (arguments["useAsync"] is not null && arguments.ConstantOf("useAsync") is not bool))
            return null;
        var access = arguments["access"]?.ToString() ?? Member("FileAccess", arguments.ConstantOf("mode") is Append ? "Write" : "ReadWrite");
        var share = arguments["share"]?.ToString() ?? Member("FileShare", defaultShare);
        var options = arguments["options"]?.ToString() ?? (arguments.ConstantOf("useAsync") is true ? Member("FileOptions", "Asynchronous") : null);
        return Write(mode, access, share, arguments["bufferSize"]?.ToString(), options);
    }

    /// <summary>For a <c>StreamWriter</c>.</summary>
    /// <param name="append">Whether it keeps what the file holds, or null for not.</param>
    public string OfWriter(ExpressionSyntax? append)
    {
        var create = Member("FileMode", "Create");
        var mode = append is null || _fault.Model.GetConstantValue(append, _fault.Cancellation).Value is false ? create
            : _fault.Model.GetConstantValue(append, _fault.Cancellation).Value is true ? Member("FileMode", "Append")
            : $"{append} ? {Member("FileMode", "Append")} : {create}";
        return Write(mode, Member("FileAccess", "Write"));
    }

    /// <summary>For a text or bytes that are written at once.</summary>
    public string OfWrite(bool isAppended) => Write(Member("FileMode", isAppended ? "Append" : "Create"), Member("FileAccess", "Write"));

    /// <summary>For a method of <c>File</c> or <c>FileInfo</c> that opens a file; null for another one.</summary>
    public string? OfMethod(string method, FileArguments arguments) => method switch
    {
        "Create" => Write(
            Member("FileMode", "Create"), Member("FileAccess", "ReadWrite"), Member("FileShare", "None"), arguments["bufferSize"]?.ToString(), arguments["options"]?.ToString()),
        "OpenWrite" => Write(Member("FileMode", "OpenOrCreate"), Member("FileAccess", "Write"), Member("FileShare", "None")),
        "CreateText" => OfWrite(isAppended: false),
        "AppendText" => OfWrite(isAppended: true),
        "Open" => OfStream(arguments, defaultShare: "None"),
        _ => null,
    };

    // What FileStreamOptions has by default is left out: other readers are let in, FileOptions.None, a buffer of 4096.
    private string Write(string mode, string access, string? share = null, string? bufferSize = null, string? options = null)
    {
        var members = new List<string> { "Mode = " + mode, "Access = " + access };
        if (share is not null && !share.EndsWith("FileShare.Read", StringComparison.Ordinal))
            members.Add("Share = " + share);
        if (bufferSize is not null)
            members.Add("BufferSize = " + bufferSize);
        if (options is not null)
            members.Add("Options = " + options);
        members.Add("UnixCreateMode = " + OwnerOnly);
        return $"new {_fault.NameOf(_options, _position)} {{ {string.Join(", ", members)} }}";
    }

    private string Member(string type, string member) => Name(type) + "." + member;

    private string Name(string type) => _fault.NameOf("System.IO." + type, _position) ?? type;
}
