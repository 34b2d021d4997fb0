using IncidentBot.Teams;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace IncidentBot.Tests.Teams;

public sealed class TeamsPacingTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly TeamsPacing _pacing;

    public TeamsPacingTests() => _pacing = new TeamsPacing(_clock);

    [Fact]
    public void Messages_to_a_conversation_stand_a_little_apart()
    {
        var waits = Enumerable.Range(0, 4).Select(_ => _pacing.Reserve("a").TotalMilliseconds).ToList();

        Assert.Equal([0, 150, 300, 450], waits);
        Assert.Equal(TimeSpan.Zero, _pacing.Reserve("b"));
    }

    [Fact]
    public void No_more_than_sixty_go_out_in_half_a_minute()
    {
        var turns = Enumerable.Range(0, 200).Select(_ => _pacing.Reserve("a")).ToList();

        Assert.All(Enumerable.Range(60, 140), place => Assert.True(turns[place] - turns[place - 60] >= TimeSpan.FromSeconds(30), $"{place}"));
        Assert.All(Enumerable.Range(8, 192), place => Assert.True(turns[place] - turns[place - 8] >= TimeSpan.FromSeconds(1), $"{place}"));
    }

    [Fact]
    public void A_pause_that_Teams_asked_for_is_kept()
    {
        _pacing.Hold("a", TimeSpan.FromSeconds(10));
        _clock.Advance(TimeSpan.FromSeconds(4));

        Assert.Equal(TimeSpan.FromSeconds(6), _pacing.HeldFor("a"));
        Assert.Null(_pacing.HeldFor("b"));

        _clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Null(_pacing.HeldFor("a"));
    }
}
