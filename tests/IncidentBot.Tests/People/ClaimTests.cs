using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Slack;
using IncidentBot.Tests.Slack.Fake;
using Xunit;

namespace IncidentBot.Tests.People;

/// <summary>Somebody says who they are elsewhere; it holds once that account has said so too.</summary>
public sealed class ClaimTests(PostgresFixture postgres) : IAsyncLifetime
{
    private TwoSides _sides = null!;

    public async ValueTask InitializeAsync() => _sides = await TwoSides.StartAsync(postgres, byEmail: false);

    public ValueTask DisposeAsync() => _sides.DisposeAsync();

    [Fact]
    public async Task Is_asked_in_person_and_a_Yes_makes_one_of_the_two()
    {
        var question = await _sides.ClaimAsync();
        var waiting = (await _sides.HereAsync("me")).Text;

        await _sides.There.PressesAsync(question, "Yes, that's me");
        await _sides.World.OutboxIsEmptyAsync();

        Assert.Contains($"You said that you are {_sides.There.User.Email}: that waits for a Yes", waiting, StringComparison.Ordinal);
        Assert.Equal(1, await _sides.TiesAsync());
        foreach (var shown in new[] { await _sides.HereAsync("me"), await _sides.ThereAsync("me") })
            Assert.Contains("is you as well, as you have said", shown.Text, StringComparison.Ordinal);
        Assert.Contains(_sides.DirectsHere, post => post.VisibleText.Contains("one person to me now", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_No_changes_nothing_and_ends_the_question()
    {
        var question = await _sides.ClaimAsync();

        await _sides.There.PressesAsync(question, "No");
        await _sides.There.PressesAsync(question, "Yes, that's me");

        Assert.Equal(0, await _sides.TiesAsync());
        Assert.DoesNotContain("waits for a Yes", (await _sides.HereAsync("me")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_but_the_one_who_was_asked_can_answer()
    {
        await _sides.ClaimAsync();
        var number = await Rows.CountAsync(_sides.World.Database, "select id from account_claims");

        var stranger = await _sides.Other.Person("Barbara Liskov").CommandsAsync(_sides.NewRoomThere(), "/incident", $"me yes {number}");
        var claimant = await _sides.HereAsync($"me yes {number}");
        var none = await _sides.ThereAsync($"me yes {number + 1}");

        Assert.All([stranger, claimant, none], answer => Assert.Contains("This question is not open to you", answer.Text, StringComparison.Ordinal));
        Assert.Equal(0, await _sides.TiesAsync());
    }

    [Fact]
    public async Task After_a_day_it_is_too_late_and_asking_anew_makes_the_older_question_void()
    {
        var first = await _sides.ClaimAsync();
        _sides.Slacks.Clock.MoveTo(_sides.Slacks.Clock.GetUtcNow() + TimeSpan.FromHours(25));
        await _sides.There.PressesAsync(first, "Yes, that's me");
        var late = await _sides.TiesAsync();

        var second = await _sides.ClaimAsync(asked: 2);
        var third = await _sides.ClaimAsync(asked: 3);
        await _sides.There.PressesAsync(second, "Yes, that's me");
        var replaced = await _sides.TiesAsync();
        await _sides.There.PressesAsync(third, "Yes, that's me");

        Assert.Equal((0, 0, 1), (late, replaced, await _sides.TiesAsync()));
    }

    [Fact]
    public async Task Nobody_learns_who_there_is()
    {
        var known = await _sides.HereAsync($"me {_sides.There.User.Email}");
        var unknown = await _sides.HereAsync("me nobody@example.com");
        var waiting = await _sides.HereAsync("me");
        await _sides.World.OutboxIsEmptyAsync();

        Assert.Equal(known.Text.Replace(_sides.There.User.Email, "nobody@example.com", StringComparison.Ordinal), unknown.Text);
        Assert.Contains("nobody@example.com: that waits for a Yes", waiting.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Guests_are_nobody_elsewhere()
    {
        var guest = _sides.World.Slack.Guest("Visiting Vera");

        var claimed = await guest.CommandsAsync(_sides.World.NewRoom(), "/incident", $"me {_sides.There.User.Email}");
        var named = await _sides.HereAsync("me @Visiting Vera");
        await _sides.World.OutboxIsEmptyAsync();

        Assert.Contains("Guests take part", claimed.Text, StringComparison.Ordinal);
        Assert.Contains("If I know", named.Text, StringComparison.Ordinal);
        Assert.Empty(_sides.World.Slack.DirectTo(guest));
    }

    [Fact]
    public async Task What_was_said_can_be_taken_back()
    {
        await _sides.LinkAsync();

        var forgotten = await _sides.ThereAsync("me forget");
        var again = await _sides.HereAsync("me forget");

        Assert.Contains("people of their own again", forgotten.Text, StringComparison.Ordinal);
        Assert.Contains("Nothing that you have said", again.Text, StringComparison.Ordinal);
        Assert.Equal(0, await _sides.TiesAsync());
        Assert.Contains("I know no other account of yours", (await _sides.HereAsync("me")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_somebody_says_of_themselves_is_of_no_incidents_log()
    {
        var incident = await _sides.World.StartIncidentAsync("P1 Nothing private");

        await _sides.Here.CommandsAsync(incident.Home, "/incident", "me secret.address@example.com");

        Assert.DoesNotContain("secret.address", await incident.RawLogAsync(), StringComparison.Ordinal);
    }
}
