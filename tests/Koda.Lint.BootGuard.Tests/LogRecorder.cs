using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Koda.Lint.BootGuard.Tests;

/// <summary>One event of a log, with its structure.</summary>
internal sealed record LogEvent(string Category, LogLevel Level, EventId Id, string Text, IReadOnlyDictionary<string, string?> Values);

/// <summary>Keeps what a host logs.</summary>
internal sealed class LogRecorder : ILoggerProvider
{
    private readonly ConcurrentQueue<LogEvent> _events = new();

    public IReadOnlyList<LogEvent> Of(string category) => [.. _events.Where(one => one.Category == category)];

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName, _events);

    public void Dispose()
    {
    }

    private sealed class Logger(string category, ConcurrentQueue<LogEvent> events) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var values = (state as IReadOnlyList<KeyValuePair<string, object?>> ?? []).ToDictionary(pair => pair.Key, pair => pair.Value?.ToString());
            events.Enqueue(new LogEvent(category, logLevel, eventId, formatter(state, exception), values));
        }
    }
}
