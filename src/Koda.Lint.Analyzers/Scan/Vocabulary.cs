using Microsoft.CodeAnalysis.Text;

namespace Koda.Lint.Analyzers.Scan;

/// <summary>
/// All words that any rule cares about. A file's text is searched for them before anything is parsed into operations:
/// one pass over the characters, a hash for each identifier.
/// </summary>
internal sealed class Vocabulary
{
    private const uint HashStart = 2166136261;
    private const uint HashFactor = 16777619;

    private readonly Word[]?[] _buckets;
    private readonly Word[]?[] _endings = new Word[]?[128];
    private readonly uint _mask;

    public Vocabulary(IEnumerable<Word> words)
    {
        var all = words.Distinct().ToList();
        var size = 1;
        while (size < all.Count * 8)
            size *= 2;
        _mask = (uint)size - 1;
        _buckets = new Word[]?[size];
        foreach (var word in all)
        {
            if (word.IsEnding)
                Add(_endings, word.Text[word.Text.Length - 1], word);
            else
                Add(_buckets, Hash(word.Text) & _mask, word);
        }
    }

    /// <summary>Finds the words in a file.</summary>
    /// <param name="text">The file's text.</param>
    public FileWords Search(SourceText text)
    {
        var length = text.Length;
        var characters = System.Buffers.ArrayPool<char>.Shared.Rent(length + 1);
        try
        {
            text.CopyTo(0, characters, 0, length);
            characters[length] = '\0';
            return Search(characters, length);
        }
        finally
        {
            System.Buffers.ArrayPool<char>.Shared.Return(characters);
        }
    }

    private FileWords Search(char[] text, int length)
    {
        List<(Word Word, int Position)>? found = null;
        var i = 0;
        while (i < length)
        {
            var c = text[i];
            if (!IsWordCharacter(c))
            {
                i++;
                continue;
            }

            var start = i;
            var hash = HashStart;
            do
            {
                hash = (hash ^ (uint)(c | 0x20)) * HashFactor;
                c = text[++i];
            }
            while (IsWordCharacter(c));

            foreach (var word in _buckets[hash & _mask] ?? [])
            {
                if (word.Text.Length == i - start && Matches(word, text, start, i, length))
                    (found ??= []).Add((word, start));
            }

            // No letter beyond ASCII ends a word that is looked for.
            if (text[i - 1] >= 128 || _endings[text[i - 1]] is not { } endings)
                continue;
            foreach (var word in endings)
            {
                if (word.Text.Length <= i - start && Matches(word, text, i - word.Text.Length, i, length))
                    (found ??= []).Add((word, start));
            }
        }

        return found is null ? FileWords.None : new FileWords(found);
    }

    private static bool Matches(Word word, char[] text, int start, int end, int length)
    {
        for (var i = 0; i < word.Text.Length; i++)
        {
            if (text[start + i] != word.Text[i] && !(word.InStrings && (text[start + i] | 0x20) == (word.Text[i] | 0x20)))
                return false;
        }

        if (word.Then is { } then)
        {
            if (end + then.Length > length)
                return false;
            for (var i = 0; i < then.Length; i++)
            {
                if (char.ToLowerInvariant(text[end + i]) != char.ToLowerInvariant(then[i]))
                    return false;
            }
        }

        if (word.Before is { } before && !IsFollowed(text, end, length, before))
            return false;
        if (word.After is not { } after)
            return true;
        var previous = start - 1;
        while (previous >= 0 && text[previous] is ' ' or '\t' or '\r' or '\n')
            previous--;
        return previous >= 0 && after.IndexOf(text[previous]) >= 0;
    }

    private static bool IsFollowed(char[] text, int position, int length, string expected)
    {
        foreach (var c in expected)
        {
            while (position < length && text[position] is ' ' or '\t' or '\r' or '\n' or '@' or '$')
                position++;
            if (position >= length || text[position++] != c)
                return false;
        }

        return true;
    }

    private static void Add(Word[]?[] buckets, uint bucket, Word word) => buckets[bucket] = [.. buckets[bucket] ?? [], word];

    private static bool IsWordCharacter(char c) =>
        (uint)((c | 0x20) - 'a') <= 'z' - 'a' || (uint)(c - '0') <= 9 || c == '_' || (c > 127 && char.IsLetter(c));

    private static uint Hash(string word)
    {
        var hash = HashStart;
        foreach (var c in word)
            hash = (hash ^ (uint)(c | 0x20)) * HashFactor;
        return hash;
    }
}

/// <summary>The words found in a file, with their places.</summary>
internal sealed class FileWords
{
    public static readonly FileWords None = new([]);

    private readonly HashSet<string> _texts;

    public FileWords(List<(Word Word, int Position)> found)
    {
        _texts = [.. found.Select(one => one.Word.Text)];
        Found = found;
    }

    /// <summary>Every occurrence, in the order of the text.</summary>
    public IReadOnlyList<(Word Word, int Position)> Found { get; }

    public bool Contains(string word) => _texts.Contains(word);

    /// <summary>Where code has to be looked at.</summary>
    public IEnumerable<(Word Word, int Position)> Relevant =>
        Found.Where(one => !one.Word.IsFactOnly && (one.Word.OnlyWith.Length == 0 || one.Word.OnlyWith.Any(_texts.Contains)));
}
