using System.Diagnostics.CodeAnalysis;
using Koda.Lint.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using static Koda.Lint.Yaml.YamlCharacter;

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
        private static readonly char[] LineBreaks = ['\n', '\r'];

        private readonly Stack<(YamlNode Collection, YamlNode? Key)> _open = new();
        private readonly Dictionary<string, YamlNode> _anchors = new(StringComparer.Ordinal);
        private readonly HashSet<YamlNode> _unfinished = [];
        private readonly HashSet<YamlNode> _unplaced = [];
        private readonly Adaptations _adaptations = new(file.Text);
        private bool _isAdapted;
        private int _lastEnd;

        public List<YamlNode> Documents { get; } = [];

        public List<YamlProblem> Problems { get; } = [];

        public void Run()
        {
            if (FindControlCharacter() is { } control)
            {
                Problems.Add(control);
                return;
            }

            while (!TryParse())
            {
                // The next attempt reads everything anew; what stays is only what was adapted.
                Documents.Clear();
                _open.Clear();
                _unfinished.Clear();
                _unplaced.Clear();
                _isAdapted = false;
                _lastEnd = 0;
            }

            if (Problems.Count == 0 && MisplacedTab.Find(file, _adaptations) is { } tab)
                Problems.Add(new YamlProblem(tab, "a tab stands where only spaces may indent"));
        }

        /// <summary>Reads the text once; false when another attempt may do better.</summary>
        [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification =
            "The parser throws more than it documents on garbage; whatever it is, it becomes a finding.")]
        private bool TryParse()
        {
            var scanner = new Scanner(new StringReader(_adaptations.Apply()), skipComments: true);
            var parser = new Parser(scanner);
            try
            {
                while (parser.MoveNext())
                {
                    if (!Accept(parser.Current!))
                        break;
                    _lastEnd = Math.Max(_lastEnd, At(parser.Current!.End));
                }
            }
            catch (YamlException e) when (
                (e.Message.IndexOf("comment", StringComparison.Ordinal) >= 0 && _adaptations.TryAddBeforeComment(At(e.Start)))
                || (e.Message.IndexOf("simple key", StringComparison.Ordinal) >= 0 && _adaptations.TryIndentBlockScalar(At(e.Start)))
                || (e.Message.IndexOf("spaces", StringComparison.Ordinal) >= 0 && _adaptations.TryEmptyLines(At(e.Start)))
                || (e.Message.IndexOf("wrong indentation", StringComparison.Ordinal) >= 0 && _adaptations.TryIndentLines(At(scanner.CurrentPosition)))
                || (e.Message.IndexOf("comma at end of tag", StringComparison.Ordinal) >= 0 && _adaptations.TryStandInForTagComma(At(e.Start)))
                || _adaptations.TryStandInForIndicator(At(e.Start))
                || (e.Message.IndexOf("flow mapping", StringComparison.Ordinal) >= 0 && _adaptations.TryStandInForAnchor(At(e.Start))))
            {
                return false;
            }
            catch (YamlException e)
            {
                Problems.Add(new YamlProblem(Between(e.Start, e.End), Reason(e)));
            }
            catch (InvalidOperationException) when (_adaptations.TryIndentLines(At(scanner.CurrentPosition)))
            {
                return false;
            }
            catch (Exception)
            {
                var at = parser.Current is { } current ? Between(current.Start, current.End) : SourceSpan.OfFile(file);
                Problems.Add(new YamlProblem(at, "the text after this place is not YAML"));
            }

            return !_isAdapted;
        }

        private bool Accept(ParsingEvent e)
        {
            if (e is Scalar { Tag.IsEmpty: false } tagged && _adaptations.PartProperties(At(tagged.Start), tagged.Tag.Value) is var (anchor, tag))
            {
                var isImplicit = tag.Length == 0;
                var isPlain = tagged.Style == ScalarStyle.Plain;
                e = new Scalar(anchor, isImplicit ? TagName.Empty : tag, tagged.Value, tagged.Style, isImplicit && isPlain, isImplicit && !isPlain, tagged.Start, tagged.End);
            }

            switch (e)
            {
                case NodeEvent { Anchor.IsEmpty: false } node when !IsName(node.Anchor, At(node.Start), '&'):
                case AnchorAlias other when !IsName(other.Value, At(other.Start), '*'):
                    return false;
                case NodeEvent { Tag.IsEmpty: false } node when HasCommaInTag(node):
                    return false;
                case DocumentStart { IsImplicit: true } start when Documents.Count > 0:
                    return Refuse(Between(start.Start, start.End), "did not find expected <document start>: behind `...` only a `---` may follow");
                case DocumentStart:
                    _anchors.Clear();
                    return true;
                case Scalar scalar when StartsWithColon(scalar):
                    // YamlDotNet takes the colon for a part of the word, or for nothing; to Compose's reader it ends a key that is not there.
                    return Refuse(Between(scalar.Start, scalar.End), "did not find expected node content: write a word that starts with a colon in quotes");
                case Scalar { Style: ScalarStyle.Plain } scalar when TryAdapt(scalar):
                    _isAdapted = true;
                    return false;
                case Scalar { Style: ScalarStyle.Plain } scalar when FaultBetweenBrackets(scalar) is { } fault:
                    Problems.Add(fault);
                    return false;
                case Scalar scalar:
                    return Finish(Anchor(scalar.Anchor, ToNode(scalar)));
                case MappingStart start:
                    return Open(Anchor(start.Anchor, ToMapping(start)), start);
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

        /// <summary>Notes why the text cannot be read, and that no more of it is.</summary>
        private bool Refuse(SourceSpan span, string reason)
        {
            Problems.Add(new YamlProblem(span, reason));
            return false;
        }

        private bool Open(YamlNode collection, ParsingEvent e)
        {
            if (_open.Count >= limits.MaxDepth)
            {
                var depth = limits.MaxDepth.ToString(System.Globalization.CultureInfo.InvariantCulture);
                var span = new SourceSpan(file, collection.Start, Math.Max(collection.Start, At(e.End)));
                Problems.Add(new YamlProblem(span, "collections nest more than " + depth + " deep", IsLimit: true));
                return false;
            }

            _open.Push((collection, null));
            _unfinished.Add(collection);
            return true;
        }

        private bool Close(ParsingEvent e)
        {
            var (collection, key) = _open.Pop();
            _unfinished.Remove(collection);
            if (key is not null)
            {
                // `k: v` and, on the next line, `:`, of which YamlDotNet makes a key without a value.
                return Refuse(new SourceSpan(file, Math.Max(0, key.Start - 1), key.Start), "did not find expected key: nothing stands before this colon");
            }

            var end = Math.Max(At(e.Start), collection.Start);
            var isFlow = collection.Start < file.Text.Length && file.Text[collection.Start] is '[' or '{'
                && end < file.Text.Length && file.Text[end] is ']' or '}';
            end = isFlow ? end + 1 : LastEnd(collection, end);
            if (isFlow && !IsInFlow() && WordBelow(end) is { } word && _adaptations.TryStandInForColon(word))
            {
                _isAdapted = true;
                return false;
            }

            switch (collection)
            {
                // YamlDotNet skips a colon that no key stands before; Compose's reader stops at it.
                case YamlMapping { Entries.Count: 0 } when !isFlow:
                    return Refuse(new SourceSpan(file, collection.Start, Math.Min(collection.Start + 1, file.Text.Length)), "did not find expected key: nothing stands before this colon");
                case YamlMapping { Entries: [{ Key: YamlScalar { Style: YamlScalarStyle.Plain, Value.Length: 0 } nothing }] }
                    when !isFlow && IsInFlowSequence() && IsAt(nothing.Start, ':'):
                    return Refuse(new SourceSpan(file, nothing.Start, nothing.Start + 1), "did not find expected node content: nothing stands before this colon");
                // `[A:, B]` holds no pair, since the colon belongs to the word.
                case YamlMapping { Entries: [{ Key: YamlScalar { Style: YamlScalarStyle.Plain, Value: [.., ':'] } glued, Value: YamlScalar { Style: YamlScalarStyle.Plain, Value.Length: 0 } }] }
                    when !isFlow && IsInFlowSequence() && file.Text[glued.End] == ',':
                    return Finish(glued);
                case YamlMapping mapping:
                    mapping.EndAt(end);
                    break;
                case YamlSequence sequence:
                    sequence.EndAt(end);
                    break;
            }

            return Finish(collection);
        }

        /// <summary>Where the first word begins on the lines below brackets.</summary>
        private int? WordBelow(int end)
        {
            var at = SkipComments(end);
            if (file.Text.IndexOfAny(LineBreaks, end, at - end) < 0)
                return null;
            while (at + 1 < file.Text.Length && file.Text[at] is '-' or '?' && IsBlank(file.Text[at + 1]))
                at = SkipComments(at + 1);
            return at;
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
                return Refuse(span, "unknown anchor '" + name + "' referenced");
            }

            if (_unfinished.Contains(target))
            {
                // What is reset is thrown away before anyone follows it.
                if (_open.Any(open => open.Collection.Tag == "!reset"))
                    return Finish(new YamlScalar(file, span.Start, span.End, null, "", YamlScalarStyle.Plain));
                return Refuse(span, "anchor '" + name + "' value contains itself");
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
                // `&a` and, on the next line, `&b : x`: both anchors stand before the key, which is only the second one's.
                if (_unplaced.Remove(collection) || node.Start < collection.Start)
                    ((YamlMapping)collection).StartAt(node.Start);
                if (IsCommaMissing((YamlMapping)collection, node))
                {
                    return Refuse(new SourceSpan(file, node.Start, node.End), "did not find expected ',' or '}' before this");
                }

                if (IsImplicitKeyOfLines(node))
                {
                    return Refuse(new SourceSpan(file, node.Start, node.End), "did not find expected ',' or '" + ClosingBracket + "': a key and its colon stand on one line");
                }

                _open.Pop();
                _open.Push((collection, node));
            }
            else if (IsAt(collection.Start, '{') && node.End > node.Start && !IsAt(SkipComments(key.End), ':'))
            {
                // `{"A" "B"}`, which YamlDotNet takes for a key and its value.
                return Refuse(new SourceSpan(file, node.Start, node.End), "did not find expected ',' or '}': there is no colon before this");
            }
            else
            {
                ((YamlMapping)collection).Add(WithGluedColon(key, node), node);
                _open.Pop();
                _open.Push((collection, null));
            }

            return true;
        }

        /// <summary>
        /// <c>{A:, B: 1}</c>: Compose's reader takes a colon for the end of a key only before a blank, so that this key is <c>A:</c>.
        /// </summary>
        private YamlNode WithGluedColon(YamlNode key, YamlNode value)
        {
            if (key is not YamlScalar { Style: YamlScalarStyle.Plain, Value.Length: > 0 } name || value is not YamlScalar { Style: YamlScalarStyle.Plain, Value.Length: 0 }
                || name.End + 1 >= file.Text.Length || file.Text[name.End] != ':' || file.Text[name.End + 1] is not (',' or '}'))
                return key;
            var whole = new YamlScalar(file, name.Start, name.End + 1, name.Tag, name.Value + ":", YamlScalarStyle.Plain);
            Replace(key, whole);
            return whole;
        }

        /// <summary>Apart from the one place that calls it: what it captures would be allocated for every pair there.</summary>
        private void Replace(YamlNode before, YamlNode after)
        {
            foreach (var anchor in _anchors.Where(anchor => anchor.Value == before).Select(anchor => anchor.Key).ToList())
                _anchors[anchor] = after;
        }

        /// <summary>
        /// Whether an anchor's name is one to Compose's reader, which takes only letters, digits, dashes and underscores. A colon ends it, so that <c>*a: b</c> has a key;
        /// YamlDotNet takes it for a part of the name.
        /// </summary>
        private bool IsName(AnchorName anchor, int from, char mark)
        {
            var name = anchor.Value;
            var length = 0;
            while (length < name.Length && IsOfName(name[length]))
                length++;
            if (length == name.Length)
                return true;
            var at = file.Text.IndexOf(mark + name, from, StringComparison.Ordinal) + 1 + length;
            if (length > 0 && name[length] is ':' or '?' or '%' or '@' or '`')
                _isAdapted = _adaptations.TryAddBlank(at);
            return !_isAdapted && Refuse(new SourceSpan(file, at, at + 1), "did not find expected alphabetic or numeric character: an anchor's name has only letters, digits, '-' and '_'");
        }

        /// <summary>Whether a tag's comma, which YamlDotNet takes for the end of an item, has to be read as a part of it.</summary>
        private bool HasCommaInTag(NodeEvent node)
        {
            var (start, end) = (At(node.Start), SkipProperties(node.Start, node.Tag, node.Anchor).End);
            _isAdapted = file.Text.IndexOf(',', start, end - start) >= 0 && _adaptations.TryStandInForTagComma(end);
            return _isAdapted;
        }

        /// <summary><c>{!t a # …</c> and, on the next line, <c>b: c}</c>: YamlDotNet misses no comma there.</summary>
        private bool IsCommaMissing(YamlMapping mapping, YamlNode key)
        {
            if (mapping.Entries is not [.., var (before, value)] || !IsAt(mapping.Start, '{'))
                return false;
            var at = value.End > value.Start ? value.End : before.End;
            while (at < key.Start && file.Text[at] != ',')
                at = file.Text[at] == '#' ? EndOfComment(at) : at + 1;
            return at == key.Start && key.End > key.Start;
        }

        private YamlNode Anchor(AnchorName anchor, YamlNode node)
        {
            if (!anchor.IsEmpty)
                _anchors[anchor.Value] = node;
            return node;
        }

        /// <summary>
        /// <c>[a: b]</c>: a pair in a flow sequence is a mapping of its own, and YamlDotNet marks its start at the start of the file. It starts at its
        /// key; until that is read, where the sequence does.
        /// </summary>
        private YamlMapping ToMapping(MappingStart start)
        {
            var isUnplaced = _open.Count > 0 && IsUnplaced(start);
            var at = isUnplaced ? _open.Peek().Collection.Start : Offset(start.Start, start.Tag, start.Anchor);
            var mapping = new YamlMapping(file, at, TagOf(start.Tag));
            if (isUnplaced)
                _unplaced.Add(mapping);
            return mapping;
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
            var (properties, start) = IsUnplaced(scalar) ? (_lastEnd, _lastEnd) : SkipProperties(scalar.Start, scalar.Tag, scalar.Anchor);
            if (style == YamlScalarStyle.Plain && scalar.Value.Length == 0)
                return new YamlScalar(file, properties, properties, TagOf(scalar.Tag), "", style);
            var end = Math.Max(start, At(scalar.End));
            if (style is YamlScalarStyle.Plain or YamlScalarStyle.Literal or YamlScalarStyle.Folded)
            {
                while (end > start && IsBlank(file.Text[end - 1]))
                    end--;
            }

            return new YamlScalar(file, start, end, TagOf(scalar.Tag), _adaptations.Original(scalar.Value), style);
        }

        /// <summary>
        /// Whether Compose's reader sees more in a plain word than YamlDotNet does: a <c>?</c> between brackets is the mark of a key, whatever follows, and a colon before
        /// a blank ends a key also in a word that a <c>*</c> begins, as in <c>run *all: twice</c>.
        /// </summary>
        private bool TryAdapt(Scalar scalar)
        {
            var value = scalar.Value;
            if (value.Length == 0 || (value[0] != '?' && value.IndexOf('*') < 0))
                return false;
            var start = Offset(scalar.Start, scalar.Tag, scalar.Anchor);
            return value[0] == '?' ? IsInFlow() && _adaptations.TryAddBlank(start + 1) : _adaptations.TryStandInForStar(start, At(scalar.End));
        }

        /// <summary>What Compose's reader does not take in a plain word between brackets, and YamlDotNet does; else null.</summary>
        private YamlProblem? FaultBetweenBrackets(Scalar scalar)
        {
            var value = scalar.Value;
            if (value.Length == 0 || (value[0] is not ('@' or '`' or '%' or '|' or '>') && value.IndexOf('?') < 1) || !IsInFlow())
                return null;
            var start = Offset(scalar.Start, scalar.Tag, scalar.Anchor);
            if (value.IndexOf('?') < 1)
                return new YamlProblem(new SourceSpan(file, start, start + 1), "found character that cannot start any token: write a word that starts with " + value[0] + " in quotes");

            // To Compose's reader the mark of a key, and a key cannot follow a word.
            var mark = file.Text.IndexOf('?', start);
            return new YamlProblem(new SourceSpan(file, mark, mark + 1), "did not find expected ',' or '" + ClosingBracket + "': a ? between brackets ends the word before it; write the word in quotes");
        }

        private bool StartsWithColon(Scalar scalar)
        {
            if (scalar is { IsPlainImplicit: true, Style: ScalarStyle.Plain, Value: [':', ..] } && IsInFlow())
                return true;
            if (scalar.End.Index == scalar.Start.Index || !IsInFlow() || _open.Peek() is { Collection: YamlMapping, Key: not null })
                return false;
            var before = At(scalar.Start) - 1;
            while (before >= 0 && IsBlank(file.Text[before]))
                before--;
            return before >= 0 && file.Text[before] == ':';
        }

        /// <summary>Whether what comes next is an item between brackets.</summary>
        private bool IsInFlowSequence() =>
            _open.Count > 0 && _open.Peek().Collection is YamlSequence { Start: var start } && IsAt(start, '[');

        private char ClosingBracket => file.Text[_open.Peek().Collection.Start] == '{' ? '}' : ']';

        /// <summary>Whether a key of more than one line stands between brackets without a <c>?</c> before it.</summary>
        private bool IsImplicitKeyOfLines(YamlNode key)
        {
            if (file.Text.IndexOfAny(LineBreaks, key.Start, key.End - key.Start) < 0 || !IsInFlow())
                return false;
            var before = key.Start - 1;
            while (before > 0 && IsBlank(file.Text[before]))
                before--;
            return file.Text[before] != '?' && IsAt(SkipComments(key.End), ':');
        }

        private bool IsAt(int at, char c) => at < file.Text.Length && file.Text[at] == c;

        /// <summary>The first character from a place on that is neither blank nor in a comment.</summary>
        private int SkipComments(int at)
        {
            while (at < file.Text.Length && (IsBlank(file.Text[at]) || file.Text[at] == '#'))
                at = file.Text[at] == '#' ? EndOfComment(at) : at + 1;
            return at;
        }

        private int EndOfComment(int at)
        {
            while (at < file.Text.Length && !IsBreak(file.Text[at]))
                at++;
            return at;
        }

        private bool IsInFlow()
        {
            // Asked for every scalar.
            foreach (var (collection, _) in _open)
            {
                if (collection.Start < file.Text.Length && file.Text[collection.Start] is '[' or '{')
                    return true;
            }

            return false;
        }

        /// <summary>YamlDotNet marks what nobody wrote at the start of the file or somewhere before: a key that is missing before its colon, say.</summary>
        private bool IsUnplaced(ParsingEvent e) => e.Start.Index == e.End.Index && At(e.Start) < _lastEnd;

        private int Offset(Mark mark, TagName tag, AnchorName anchor) => SkipProperties(mark, tag, anchor).Content;

        /// <summary>
        /// The parser's mark of a node stands before its tag and anchor; people point at what follows. Of a node that is nothing but these, nothing does.
        /// </summary>
        private (int End, int Content) SkipProperties(Mark mark, TagName tag, AnchorName anchor)
        {
            var text = file.Text;
            var at = At(mark);
            var end = at;
            if (tag.IsEmpty && anchor.IsEmpty)
                return (end, at);
            while (at < text.Length)
            {
                if (IsBlank(text[at]))
                {
                    at++;
                }
                else if (text[at] is '!' or '&')
                {
                    var isTag = text[at++] == '!';
                    while (at < text.Length && (isTag ? !IsBlank(text[at]) : IsOfName(text[at])))
                        at++;
                    end = at;
                }
                else if (text[at] == '#')
                {
                    at = EndOfComment(at);
                }
                else
                {
                    break;
                }
            }

            return (end, at);
        }

        private SourceSpan Between(Mark start, Mark end)
        {
            var from = At(start);
            return new SourceSpan(file, from, Math.Max(from, At(end)));
        }

        private int At(Mark mark) => Math.Max(0, Math.Min(_adaptations.ToOriginal((int)mark.Index), file.Text.Length));

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
