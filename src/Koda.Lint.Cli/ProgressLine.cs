using Koda.Lint.Reports;

namespace Koda.Lint.Cli;

/// <summary>One line on standard error that says what takes so long; shown after a second, and only to somebody who watches.</summary>
internal sealed class ProgressLine : IDisposable
{
    private const int DelayMilliseconds = 1000;
    private const int IntervalMilliseconds = 200;

    private readonly Lock _lock = new();
    private readonly Timer? _timer;
    private string _doing = "";
    private int _shown;

    public ProgressLine()
    {
        if (Terminal.IsErrorWatched)
            _timer = new Timer(_ => Draw(), state: null, DelayMilliseconds, IntervalMilliseconds);
    }

    /// <summary>Says what is being done now.</summary>
    public void Show(string doing)
    {
        lock (_lock)
            _doing = Printable.Of(doing);
    }

    /// <summary>Takes the line away.</summary>
    public void Dispose()
    {
        if (_timer is null)
            return;
        lock (_lock)
        {
            _timer.Dispose();
            Replace("");
        }
    }

    private void Draw()
    {
        lock (_lock)
            Replace("koda-lint: " + _doing);
    }

    private void Replace(string text)
    {
        if (text.Length == 0 && _shown == 0)
            return;
        Terminal.Error.Write("\r" + text.PadRight(_shown) + (text.Length == 0 ? "\r" : ""));
        _shown = text.Length;
    }
}
