using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Slack.Fake;
using Xunit;
using static IncidentBot.Tests.Slack.SlackWorld;

namespace IncidentBot.Tests.Slack;

public sealed class WhoMayTypeTests(SlackWorld world) : IClassFixture<SlackWorld>
{
    [Fact]
    public async Task A_stranger_who_mentions_the_bot_is_refused()
    {
        var incident = await world.StartIncidentAsync("P1 Checkout is down");
        var stranger = world.Slack.PersonOfAnotherWorkspace("Mallory");
        await stranger.JoinsAsync(incident.Home);

        await stranger.MentionsBotAsync(incident.Home, "resolve");

        await RefusedAsync(incident.Home, stranger, "Only members of this organisation");
        Assert.Empty(await incident.LoggedAsync("status"));
    }

    [Fact]
    public async Task A_guest_takes_part_in_the_home_and_lists_nothing()
    {
        var incident = await world.StartIncidentAsync("P1 Checkout is down");
        var guest = world.Slack.Guest("Consultant", incident.Home);

        var note = await guest.CommandsAsync(incident.Home, "/incident", "note Restarted the proxy");
        var list = await guest.CommandsAsync(incident.Home, "/incident", "list");
        await guest.MentionsBotAsync(incident.Home, "search checkout");

        Assert.True(note.IsForAll);
        Assert.Contains("Guests take part", list.Text, StringComparison.Ordinal);
        await RefusedAsync(incident.Home, guest, "Guests take part");
    }

    [Fact]
    public async Task A_deactivated_account_types_nothing_more()
    {
        var incident = await world.StartIncidentAsync("P1 Checkout is down");
        var gone = world.Slack.Person("Left Already");
        await gone.JoinsAsync(incident.Home);
        await gone.CommandsAsync(incident.Home, "/incident", "note Still here");
        await world.Slack.DeactivatesAsync(gone);

        await gone.MentionsBotAsync(incident.Home, "note Back again");

        await RefusedAsync(incident.Home, gone, "deactivated");
        Assert.Single(await incident.LoggedAsync("note"));
    }

    private static Task RefusedAsync(FakeChannel channel, FakePerson person, string words) => Eventually.TrueAsync(
        () => channel.EphemeralsOf(person).Any(whisper => whisper.Text.Contains(words, StringComparison.Ordinal)), $"{person.User.Name} is refused", Cancel);
}
