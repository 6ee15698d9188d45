using Koda.Lint.Files;

namespace Koda.Lint.Verification;

/// <summary>The heads of recorded answers as files under their URLs, before another provider's: reports show their lines as they show those of files.</summary>
public sealed class RecordedAnswers : IFileProvider
{
    private readonly Dictionary<string, FileAnswer> _heads = new(StringComparer.Ordinal);
    private readonly IFileProvider _files;

    /// <summary>Collects the heads.</summary>
    /// <param name="exchanges">Questions and answers; of several with one URL the first is shown.</param>
    /// <param name="files">Everything else.</param>
    public RecordedAnswers(IEnumerable<HttpExchange> exchanges, IFileProvider files)
    {
        _files = files;
        foreach (var exchange in exchanges.Where(exchange => exchange.Answer is not null))
        {
            if (!_heads.ContainsKey(exchange.Url.AbsoluteUri))
                _heads.Add(exchange.Url.AbsoluteUri, FileAnswer.Of(exchange.Head.File));
        }
    }

    /// <inheritdoc />
    public FileAnswer Read(string path) =>
        _heads.TryGetValue(path, out var head) ? head : Location.OfFile(path).IsUrl ? FileAnswer.Missing : _files.Read(path);
}
