using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;

namespace Koda.Lint.Analyzers.Flow;

/// <summary>What is known about the value of an expression. Never more than the source proves.</summary>
internal abstract class Value
{
    /// <summary>More alternatives than this are not told apart.</summary>
    public const int MaxAlternatives = 16;

    /// <summary>Nothing is known.</summary>
    public static readonly Value Unknown = new UnknownValue();

    /// <summary>A member that was never assigned: its type's default.</summary>
    public static readonly Value Unset = new UnsetValue();

    protected Value(SyntaxNode? origin) => Origin = origin;

    /// <summary>The expression that put the value there, or null.</summary>
    public SyntaxNode? Origin { get; }

    /// <summary>Each value this may be, with the environment in which it is.</summary>
    public virtual IEnumerable<Alternative> Alternatives => [new Alternative(this, Guard.Always)];

    /// <summary>The text, when this is one piece of text or a constant that prints as one.</summary>
    public virtual TextValue? AsText() => null;

    /// <summary>Whether two values are known to be the same, wherever they came from.</summary>
    public virtual bool Matches(Value other) => ReferenceEquals(this, other);

    /// <summary>One of several values.</summary>
    public static Value OneOf(IEnumerable<Alternative> alternatives)
    {
        var distinct = new List<Alternative>();
        foreach (var alternative in alternatives)
        {
            foreach (var inner in alternative.Value.Alternatives)
            {
                var guarded = new Alternative(inner.Value, alternative.Guard.And(inner.Guard));
                var same = distinct.FindIndex(known => known.Value.Matches(guarded.Value));
                if (same < 0)
                    distinct.Add(guarded);
                else
                {
                    // Where both environments have the value, production's code is the one to point at.
                    var shown = distinct[same].Guard == Guard.Development ? guarded.Value : distinct[same].Value;
                    distinct[same] = new Alternative(shown, distinct[same].Guard.Or(guarded.Guard));
                }
            }
        }

        return distinct.Count switch
        {
            0 => Unknown,
            1 => distinct[0].Value,
            > MaxAlternatives => Unknown,
            _ => new ChoiceValue([.. distinct]),
        };
    }

    /// <summary>Applies a function to each alternative, or to each pair of alternatives.</summary>
    public static Value Map(Value left, Value right, Func<Value, Value, Value> combine)
    {
        if (left is not ChoiceValue && right is not ChoiceValue)
            return combine(left, right);
        return OneOf(
            from first in left.Alternatives
            from second in right.Alternatives
            select new Alternative(combine(first.Value, second.Value), first.Guard.And(second.Guard)));
    }

    /// <summary>Applies a function to each alternative.</summary>
    public Value Map(Func<Value, Value> change) =>
        this is ChoiceValue
            ? OneOf(Alternatives.Select(alternative => new Alternative(change(alternative.Value), alternative.Guard)))
            : change(this);

    private sealed class UnknownValue() : Value(null);

    private sealed class UnsetValue() : Value(null);
}

/// <summary>One of the values an expression may have.</summary>
internal readonly record struct Alternative(Value Value, Guard Guard);

/// <summary>A constant that is not a string: a number, a truth value, an enumeration's member, <c>null</c>.</summary>
internal sealed class ConstantValue(object? content, SyntaxNode? origin) : Value(origin)
{
    public object? Content { get; } = content;

    public override TextValue AsText() => TextValue.Of(Convert.ToString(Content, CultureInfo.InvariantCulture) ?? "", Origin);

    public override bool Matches(Value other) => other is ConstantValue constant && Equals(Content, constant.Content);
}

/// <summary>Text of which at least some is known.</summary>
internal sealed class TextValue(IReadOnlyList<TextPiece> pieces, SyntaxNode? origin) : Value(origin)
{
    private string? _content;

    public IReadOnlyList<TextPiece> Pieces { get; } = pieces;

    /// <summary>Whether every character is known.</summary>
    public bool IsWhole => Pieces.All(piece => piece.Text is not null);

    /// <summary>The text, with U+FFFC for each part that is not known.</summary>
    public string Content
    {
        get
        {
            if (_content is not null)
                return _content;
            var text = new StringBuilder();
            foreach (var piece in Pieces)
                text.Append(piece.Text ?? TextPiece.Hole);
            return _content = text.ToString();
        }
    }

    public static TextValue Of(string text, SyntaxNode? source) => new([new TextPiece(text, source)], source);

    public static Value Concat(Value left, Value right) => Map(left, right, Join);

    public override TextValue AsText() => this;

    public override bool Matches(Value other) => other is TextValue text && IsWhole && text.IsWhole && Content == text.Content;

    /// <summary>The piece that holds a character of <see cref="Content"/>, and the character's offset in it.</summary>
    public (TextPiece Piece, int Offset) PieceAt(int offset)
    {
        foreach (var piece in Pieces)
        {
            var length = (piece.Text ?? TextPiece.Hole).Length;
            if (offset < length)
                return (piece, offset);
            offset -= length;
        }

        return (default, 0);
    }

    private static TextValue Join(Value left, Value right)
    {
        var first = PiecesOf(left);
        var second = PiecesOf(right);
        var origin = left.Origin ?? right.Origin;
        // A text that grows in a long chain is of no use to any rule, and would be copied at each link.
        return first.Count + second.Count > MaxPieces
            ? new TextValue([.. first.Take(MaxPieces)], origin)
            : new TextValue([.. first, .. second], origin);
    }

    private static IReadOnlyList<TextPiece> PiecesOf(Value value) => value.AsText()?.Pieces ?? [new TextPiece(null, value.Origin)];

    private const int MaxPieces = 512;
}

/// <summary>A run of characters that stand together in one literal, or a part that is not known.</summary>
/// <param name="Text">The characters, or null.</param>
/// <param name="Source">The literal, when the characters were written in one.</param>
internal readonly record struct TextPiece(string? Text, SyntaxNode? Source)
{
    public const string Hole = "\uFFFC";
}

/// <summary>An array or collection with known elements.</summary>
internal sealed class SequenceValue(IReadOnlyList<Value> items, SyntaxNode? origin) : Value(origin)
{
    public IReadOnlyList<Value> Items { get; } = items;

    /// <summary><c>StringValues</c> sends several values as one header with commas.</summary>
    public override TextValue? AsText()
    {
        Value? text = null;
        foreach (var item in Items)
            text = text is null ? item : TextValue.Concat(TextValue.Concat(text, TextValue.Of(", ", null)), item);
        return text?.AsText();
    }
}

/// <summary>A key with its value: one line of a dictionary's initializer.</summary>
internal sealed class EntryValue(Value key, Value content, SyntaxNode? origin) : Value(origin)
{
    public Value Key { get; } = key;

    public Value Content { get; } = content;
}

/// <summary>Where an object came from decides what an unassigned member means.</summary>
internal enum InstanceKind
{
    /// <summary>Made here: an unassigned member has its default.</summary>
    Created,

    /// <summary>Handed to a configuration callback: an unassigned member has its default unless another callback sets it.</summary>
    Configured,

    /// <summary>Handed in: an unassigned member is not known.</summary>
    Received,
}

/// <summary>An object with an identity. Its members live in the <see cref="State"/>.</summary>
internal sealed class InstanceValue(ITypeSymbol? type, InstanceKind kind, SyntaxNode? origin) : Value(origin)
{
    public ITypeSymbol? Type { get; } = type;

    public InstanceKind Kind { get; } = kind;
}

/// <summary>A lambda, an anonymous method, a local function or a method group.</summary>
internal sealed class FunctionValue(IMethodSymbol method, IOperation? body, SyntaxNode? origin) : Value(origin)
{
    public IMethodSymbol Method { get; } = method;

    /// <summary>The body, or null for a method group.</summary>
    public IOperation? Body { get; } = body;
}

/// <summary>A truth value that depends on the environment, the request's scheme or the configuration.</summary>
internal sealed class FactValue(Guard whenTrue, Guard whenFalse, SyntaxNode? origin) : Value(origin)
{
    public Guard WhenTrue { get; } = whenTrue;

    public Guard WhenFalse { get; } = whenFalse;

    /// <summary>A value read from the configuration or the process environment.</summary>
    public static FactValue Configured(SyntaxNode? origin) => new(Guard.Environment, Guard.Environment, origin);
}

/// <summary>A static field or property of a library, known by its name alone: <c>IPAddress.Any</c>.</summary>
internal sealed class SymbolValue(ISymbol symbol, SyntaxNode? origin) : Value(origin)
{
    public ISymbol Symbol { get; } = symbol;

    public override bool Matches(Value other) => other is SymbolValue known && SymbolEqualityComparer.Default.Equals(Symbol, known.Symbol);
}

/// <summary>One of several values, depending on the path taken.</summary>
internal sealed class ChoiceValue(IReadOnlyList<Alternative> alternatives) : Value(alternatives[0].Value.Origin)
{
    private readonly IReadOnlyList<Alternative> _alternatives = alternatives;

    public override IEnumerable<Alternative> Alternatives => _alternatives;
}
