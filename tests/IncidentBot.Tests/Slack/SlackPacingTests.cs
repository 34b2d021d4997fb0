using IncidentBot.Slack;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace IncidentBot.Tests.Slack;

public sealed class SlackPacingTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void Posts_in_a_channel_once_a_second_after_a_short_burst()
    {
        var pacing = new SlackPacing(_clock);

        var waits = Enumerable.Range(0, 5).Select(_ => pacing.Reserve("T01", "chat.postMessage", "C01").TotalSeconds).ToList();

        Assert.Equal([0, 0, 0, 1, 2], waits);
        Assert.Equal(TimeSpan.Zero, pacing.Reserve("T01", "chat.postMessage", "C02"));
    }

    [Fact]
    public void Spreads_a_methods_budget_over_the_minute_once_it_is_used_up()
    {
        var pacing = new SlackPacing(_clock);
        var waits = Enumerable.Range(0, 21).Select(_ => pacing.Reserve("T01", "pins.add", "C01")).ToList();

        _clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(TimeSpan.Zero, waits[19]);
        Assert.Equal(TimeSpan.FromSeconds(3), waits[20]);
        Assert.Equal(TimeSpan.Zero, pacing.Reserve("T01", "pins.add", "C01"));
    }

    [Fact]
    public void Lets_one_workspace_not_wait_for_another()
    {
        var pacing = new SlackPacing(_clock);
        for (var call = 0; call < 21; call++)
            pacing.Reserve("T01", "pins.add", "C01");

        pacing.Hold("T01", "chat.update", TimeSpan.FromSeconds(30));

        Assert.Equal(TimeSpan.Zero, pacing.Reserve("T02", "pins.add", "C01"));
        Assert.Equal(TimeSpan.FromSeconds(30), pacing.HeldFor("T01", "chat.update"));
        Assert.Null(pacing.HeldFor("T02", "chat.update"));
    }
}
