using IncidentBot.Tests.Infrastructure;
using Xunit;

namespace IncidentBot.Tests.Sandbox;

public sealed class LiveDocumentTests(PostgresFixture postgres)
{
    /// <summary>In milliseconds: a change that never comes is a failure, not a test that never ends.</summary>
    private const int LongestWait = 60_000;

    [Fact(Timeout = LongestWait)]
    public async Task An_open_page_is_sent_only_the_sections_that_changed()
    {
        await using var host = await SandboxHost.StartAsync(await postgres.CreateDatabaseAsync());
        await host.SayAsync("general", "ada", "/incident start P1 Checkout is slow --here");
        await host.SayAsync("general", "ada", "/incident note Alert fired");
        await using var pushes = DocumentWatch.PushesAsync(host, "general", TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await pushes.MoveNextAsync());
        var whole = pushes.Current;

        await host.SayAsync("general", "ada", "/incident cause A slow JOIN");
        Assert.True(await pushes.MoveNextAsync());

        Assert.Contains(whole, section => section.Id == "title");
        Assert.True(whole.Count > 10, $"{whole.Count} sections");
        var changed = Assert.Single(pushes.Current);
        Assert.Equal("root-cause", changed.Id);
        Assert.Contains("A slow JOIN", changed.Html, StringComparison.Ordinal);
    }

    [Fact(Timeout = LongestWait)]
    public async Task Plain_chat_reaches_the_page_as_long_as_nobody_has_kept_anything()
    {
        await using var host = await SandboxHost.StartAsync(await postgres.CreateDatabaseAsync());
        await host.SayAsync("general", "ada", "/incident start P1 Checkout is slow --here");
        await using var pushes = DocumentWatch.PushesAsync(host, "general", TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await pushes.MoveNextAsync());

        await host.SayAsync("general", "grace", "looking into it");
        Assert.True(await pushes.MoveNextAsync());

        var timeline = Assert.Single(pushes.Current, section => section.Id == "timeline");
        Assert.Contains("looking into it", timeline.Html, StringComparison.Ordinal);
    }

    [Fact(Timeout = LongestWait)]
    public async Task A_change_is_never_lost_however_fast_they_come()
    {
        await using var host = await SandboxHost.StartAsync(await postgres.CreateDatabaseAsync());
        await host.SayAsync("general", "ada", "/incident start P1 Checkout is slow --here");
        await using var pushes = DocumentWatch.PushesAsync(host, "general", TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await pushes.MoveNextAsync());

        await Task.WhenAll(Enumerable.Range(1, 20).Select(number => host.SayAsync("general", "ada", $"/incident factor Factor {number}")));

        var shown = "";
        var pushed = 0;
        while (Enumerable.Range(1, 20).Any(number => !shown.Contains($"<li>Factor {number} <", StringComparison.Ordinal)))
        {
            Assert.True(await pushes.MoveNextAsync());
            shown = pushes.Current.FirstOrDefault(section => section.Id == "root-cause")?.Html ?? shown;
            pushed++;
        }

        Assert.InRange(pushed, 1, 20);
    }
}
