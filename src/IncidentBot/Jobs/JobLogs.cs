using Hangfire.AspNetCore;
using Hangfire.Logging;

namespace IncidentBot.Jobs;

/// <summary>
/// Hangfire keeps one log provider for the whole process. Where several hosts share a process, the one whose loggers it
/// uses may end first: the others then go on without its log instead of failing.
/// </summary>
internal sealed class JobLogs(ILoggerFactory loggers) : ILogProvider
{
    private readonly AspNetCoreLogProvider _inner = new(loggers);

    public ILog GetLogger(string name)
    {
        try
        {
            return _inner.GetLogger(name);
        }
        catch (ObjectDisposedException)
        {
            return new NoLog();
        }
    }

    private sealed class NoLog : ILog
    {
        public bool Log(Hangfire.Logging.LogLevel logLevel, Func<string>? messageFunc, Exception? exception = null) => false;
    }
}
