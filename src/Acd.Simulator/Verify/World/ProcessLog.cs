using Acd.Hosting;
using Microsoft.Extensions.Logging;

namespace Acd.Simulator.Verify;

/// <summary>Follows what a host logs: a critical line is an invariant that broke.</summary>
internal sealed class ProcessLogger(Action<string> tell, Action<string> broke) : ILogger<EngineHost>
{
    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var text = formatter(state, exception);
        tell(text);
        if (logLevel == LogLevel.Critical) broke(exception is null ? text : $"{text} {exception}");
    }
}
