using System.Collections.Concurrent;

namespace IncidentBot.Tests.Slack.Fake;

/// <summary>What goes wrong on Slack's side.</summary>
public abstract record Fault
{
    /// <summary><c>ok: false</c> with this code.</summary>
    public static Fault Error(string code) => new Refusal(code);

    /// <summary>HTTP 429 with <c>Retry-After</c>.</summary>
    public static Fault TooMany(int seconds) => new Throttle(seconds);

    /// <summary>HTTP 500 with a page of HTML, nothing done.</summary>
    public static Fault Html500 { get; } = new Page(HasEffect: false);

    /// <summary>The same, but what was asked for has been done.</summary>
    public static Fault Html500AfterTheDeed { get; } = new Page(HasEffect: true);

    /// <summary>No answer until the caller gives up.</summary>
    public static Fault Silence { get; } = new NoAnswer();

    internal sealed record Refusal(string Code) : Fault;

    internal sealed record Throttle(int Seconds) : Fault;

    internal sealed record Page(bool HasEffect) : Fault;

    internal sealed record NoAnswer : Fault;
}

public sealed class Faults
{
    private readonly ConcurrentDictionary<string, Fault> _lasting = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Fault>> _next = new();

    public void Always(string method, Fault fault) => _lasting[method] = fault;

    public void Never(string method) => _lasting.TryRemove(method, out _);

    /// <summary>The next calls of the method meet these, in order; then it works again.</summary>
    public void Next(string method, params Fault[] faults)
    {
        var waiting = _next.GetOrAdd(method, _ => new());
        foreach (var fault in faults)
            waiting.Enqueue(fault);
    }

    internal Fault? Take(string method) =>
        _next.TryGetValue(method, out var waiting) && waiting.TryDequeue(out var fault) ? fault : _lasting.GetValueOrDefault(method);
}
