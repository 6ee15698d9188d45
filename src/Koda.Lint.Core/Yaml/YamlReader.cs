using System.Diagnostics.CodeAnalysis;
using Koda.Lint.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Koda.Lint.Yaml;

/// <summary>What keeps a hostile document from taking the host down.</summary>
public sealed record YamlLimits
{
    /// <summary>The limits of every host unless told otherwise.</summary>
    public static YamlLimits Default { get; } = new();

    /// <summary>How deep collections may nest. 128 by default: no deployment comes near, and a parser's stack is safe.</summary>
    public int MaxDepth { get; init; } = 128;

    /// <summary>How many aliases may be followed while a document is expanded.</summary>
    public int MaxAliasExpansions { get; init; } = 10_000;

    /// <summary>How many nodes following aliases may add to a document; counted, so that a verdict does not depend on a clock.</summary>
    public int MaxExpandedNodes { get; init; } = 1_000_000;
}

/// <summary>Why a document could not be read, at its place.</summary>
/// <param name="Span">The characters.</param>
/// <param name="Reason">What is wrong, without the file's content.</param>
/// <param name="IsLimit">Whether a limit was hit rather than YAML's grammar broken.</param>
public sealed record YamlProblem(SourceSpan Span, string Reason, bool IsLimit = false);

/// <summary>A file's documents, and what could not be read of it.</summary>
/// <param name="File">The file.</param>
/// <param name="Documents">The root nodes of its documents, in order; of a broken file those before the fault.</param>
/// <param name="Problems">Empty when all of it was read.</param>
public sealed record YamlFile(SourceFile File, IReadOnlyList<YamlNode> Documents, IReadOnlyList<YamlProblem> Problems);

/// <summary>
/// Reads YAML into positioned nodes from YamlDotNet's events. The object model of that library loses positions and quotes;
/// its events keep them.
/// </summary>
public static class YamlReader
{
    /// <summary>Reads all documents of a file. Never throws for what the text holds.</summary>
    /// <param name="file">The text.</param>
    /// <param name="limits">Limits, or null for the defaults.</param>
    public static YamlFile Read(SourceFile file, YamlLimits? limits = null)
    {
        var composer = new Composer(file, limits ?? YamlLimits.Default);
        composer.Run();
        return new YamlFile(file, composer.Documents, composer.Problems);
    }

    private sealed class Composer(SourceFile file, YamlLimits limits)
    {
        private readonly Stack<(YamlNode Collection, YamlNode? Key)> _open = new();
        private readonly Dictionary<string, YamlNode> _anchors = new(StringComparer.Ordinal);
        private readonly HashSet<YamlNode> _unfinished = [];

        public List<YamlNode> Documents { get; } = [];

        public List<YamlProblem> Problems { get; } = [];

        [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification =
            "The parser throws more than it documents on garbage; whatever it is, it becomes a finding.")]
        public void Run()
        {
            if (FindControlCharacter() is { } control)
            {
                Problems.Add(control);
                return;
            }

            var parser = new Parser(new Scanner(new StringReader(file.Text), skipComments: true));
            try
            {
                while (parser.MoveNext())
                {
                    if (!Accept(parser.Current!))
                        return;
                }
            }
            catch (YamlException e)
            {
                Problems.Add(new YamlProblem(Between(e.Start, e.End), Reason(e)));
            }
            catch (Exception)
            {
                var at = parser.Current is { } current ? Between(current.Start, current.End) : SourceSpan.OfFile(file);
                Problems.Add(new YamlProblem(at, "the text after this place is not YAML"));
            }
        }

        private bool Accept(ParsingEvent e)
        {
            switch (e)
            {
                case DocumentStart:
                    _anchors.Clear();
                    return true;
                case Scalar scalar:
                    return Finish(Anchor(scalar.Anchor, ToNode(scalar)));
                case MappingStart start:
                    return Open(Anchor(start.Anchor, new YamlMapping(file, Offset(start.Start, start.Tag, start.Anchor), TagOf(start.Tag))), start);
                case SequenceStart start:
                    return Open(Anchor(start.Anchor, new YamlSequence(file, Offset(start.Start, start.Tag, start.Anchor), TagOf(start.Tag))), start);
                case MappingEnd end:
                    return Close(end);
                case SequenceEnd end:
                    return Close(end);
                case AnchorAlias alias:
                    return Follow(alias);
                default:
                    return true;
            }
        }

        private bool Open(YamlNode collection, ParsingEvent e)
        {
            if (_open.Count >= limits.MaxDepth)
            {
                var depth = limits.MaxDepth.ToString(System.Globalization.CultureInfo.InvariantCulture);
                Problems.Add(new YamlProblem(Between(e.Start, e.End), "collections nest more than " + depth + " deep", IsLimit: true));
                return false;
            }

            _open.Push((collection, null));
            _unfinished.Add(collection);
            return true;
        }

        private bool Close(ParsingEvent e)
        {
            var (collection, _) = _open.Pop();
            _unfinished.Remove(collection);
            var end = Math.Max((int)Math.Min(e.Start.Index, file.Text.Length), collection.Start);
            var isFlow = collection.Start < file.Text.Length && file.Text[collection.Start] is '[' or '{'
                && end < file.Text.Length && file.Text[end] is ']' or '}';
            end = isFlow ? end + 1 : LastEnd(collection, end);
            switch (collection)
            {
                case YamlMapping mapping:
                    mapping.EndAt(end);
                    break;
                case YamlSequence sequence:
                    sequence.EndAt(end);
                    break;
            }

            return Finish(collection);
        }

        /// <summary>
        /// The end event stands at a flow collection's bracket, but of a block collection before the next token: there its last
        /// child's end is what people mark.
        /// </summary>
        private static int LastEnd(YamlNode collection, int fallback) => collection switch
        {
            YamlMapping { Entries: [.., var entry] } => Math.Max(entry.Value.End, entry.Key.End),
            YamlSequence { Items: [.., var item] } => item.End,
            _ => fallback,
        };

        private bool Follow(AnchorAlias alias)
        {
            var name = alias.Value.Value;
            var span = Between(alias.Start, alias.End);
            if (!_anchors.TryGetValue(name, out var target))
            {
                Problems.Add(new YamlProblem(span, "unknown anchor '" + name + "' referenced"));
                return false;
            }

            if (_unfinished.Contains(target))
            {
                Problems.Add(new YamlProblem(span, "anchor '" + name + "' value contains itself"));
                return false;
            }

            return Finish(new YamlAlias(file, span.Start, span.End, target));
        }

        /// <summary>Hands a finished node to the collection that is open, or keeps it as a document.</summary>
        private bool Finish(YamlNode node)
        {
            if (_open.Count == 0)
            {
                Documents.Add(node);
                return true;
            }

            var (collection, key) = _open.Peek();
            if (collection is YamlSequence sequence)
            {
                sequence.Add(node);
            }
            else if (key is null)
            {
                _open.Pop();
                _open.Push((collection, node));
            }
            else
            {
                ((YamlMapping)collection).Add(key, node);
                _open.Pop();
                _open.Push((collection, null));
            }

            return true;
        }

        private YamlNode Anchor(AnchorName anchor, YamlNode node)
        {
            if (!anchor.IsEmpty)
                _anchors[anchor.Value] = node;
            return node;
        }

        private YamlScalar ToNode(Scalar scalar)
        {
            var style = scalar.Style switch
            {
                ScalarStyle.SingleQuoted => YamlScalarStyle.SingleQuoted,
                ScalarStyle.DoubleQuoted => YamlScalarStyle.DoubleQuoted,
                ScalarStyle.Literal => YamlScalarStyle.Literal,
                ScalarStyle.Folded => YamlScalarStyle.Folded,
                _ => YamlScalarStyle.Plain,
            };
            var start = Offset(scalar.Start, scalar.Tag, scalar.Anchor);
            var end = Math.Max(start, Math.Min((int)scalar.End.Index, file.Text.Length));
            if (style is YamlScalarStyle.Plain or YamlScalarStyle.Literal or YamlScalarStyle.Folded)
            {
                while (end > start && file.Text[end - 1] is ' ' or '\t' or '\n' or '\r')
                    end--;
            }

            return new YamlScalar(file, start, end, TagOf(scalar.Tag), scalar.Value, style);
        }

        /// <summary>The parser's mark of a node stands before its tag and anchor; people point at what follows.</summary>
        private int Offset(Mark mark, TagName tag, AnchorName anchor)
        {
            var text = file.Text;
            var at = Math.Min((int)mark.Index, text.Length);
            if (tag.IsEmpty && anchor.IsEmpty)
                return at;
            while (at < text.Length)
            {
                if (text[at] is ' ' or '\t' or '\n' or '\r')
                {
                    at++;
                }
                else if (text[at] is '!' or '&')
                {
                    while (at < text.Length && text[at] is not (' ' or '\t' or '\n' or '\r' or ',' or ']' or '}'))
                        at++;
                }
                else
                {
                    break;
                }
            }

            return Math.Min(at, text.Length);
        }

        private SourceSpan Between(Mark start, Mark end)
        {
            var from = Math.Max(0, Math.Min((int)start.Index, file.Text.Length));
            var to = Math.Max(from, Math.Min((int)end.Index, file.Text.Length));
            return new SourceSpan(file, from, to);
        }

        private static string? TagOf(TagName tag) => tag.IsEmpty || tag.IsNonSpecific ? null : tag.Value;

        /// <summary>YamlDotNet's words end in a place of their own at times, and may quote the text: keep the first sentence.</summary>
        private static string Reason(YamlException e)
        {
            var message = e.Message.TrimEnd('.');
            var place = message.LastIndexOf("): ", StringComparison.Ordinal);
            if (place >= 0)
                message = message.Substring(place + 3);
            return message.Length == 0 ? "this is not YAML" : char.ToLowerInvariant(message[0]) + message.Substring(1);
        }

        /// <summary>YAML 1.2.2, chapter 5.1: what cannot be printed cannot be read; binary files end here.</summary>
        private YamlProblem? FindControlCharacter()
        {
            var text = file.Text;
            for (var i = 0; i < text.Length; i++)
            {
                var c = text[i];
                if (c < ' ' && c is not ('\t' or '\n' or '\r'))
                    return new YamlProblem(new SourceSpan(file, i, i + 1), "control characters are not allowed in YAML");
            }

            return null;
        }
    }
}
