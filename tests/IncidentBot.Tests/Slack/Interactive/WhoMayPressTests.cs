using IncidentBot.Slack;
using IncidentBot.Tests.Slack.Fake;
using Xunit;

namespace IncidentBot.Tests.Slack;

public sealed class WhoMayPressTests(SlackWorld world) : IClassFixture<SlackWorld>
{
    [Fact]
    public async Task A_stranger_of_another_company_changes_nothing()
    {
        var incident = await world.StartIncidentAsync("P1 Checkout is down");
        var stranger = Somebody("Mallory", user => user with { TeamId = "T0OTHER" }, incident.Home);

        await stranger.ChoosesAsync(incident.Home.Pinned!, "Take a role", "Incident Commander");
        await stranger.PressesAsync(incident.Home.Pinned!, "Resolve");
        await stranger.UsesShortcutAsync(SlackShortcuts.Declare);

        Assert.Null(stranger.View);
        Assert.Contains(incident.Home.EphemeralsOf(stranger), whisper => whisper.Text.Contains("Only members of this organisation", StringComparison.Ordinal));
        Assert.Empty(await incident.LoggedAsync("role"));
    }

    [Fact]
    public async Task A_guest_takes_part_in_the_incidents_channel_and_nowhere_else()
    {
        var incident = await world.StartIncidentAsync("P1 Checkout is down");
        var room = world.NewRoom(withBot: true);
        var guest = Somebody("Consultant", user => user with { IsRestricted = true }, incident.Home, room);

        await guest.ChoosesAsync(incident.Home.Pinned!, "Take a role", "Scribe");
        await guest.CommandsAsync(room, "/incident", "start P1 Mine");
        await guest.CommandsAsync(room, "/incident", $"note {incident.Id} From afar");

        Assert.Single(await incident.LoggedAsync("role"));
        Assert.Contains(room.EphemeralsOf(guest), whisper => whisper.Text.Contains("Guests take part", StringComparison.Ordinal));
        Assert.DoesNotContain("From afar", await incident.RawLogAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deactivated_account_changes_nothing()
    {
        var incident = await world.StartIncidentAsync("P1 Checkout is down");
        var gone = Somebody("Left Already", user => user, incident.Home);
        var payload = world.Slack.Payloads.ActionIn(incident.Home.Pinned!, PlacedElement.The(incident.Home.Pinned!.Blocks, "Resolve"), null, gone.User);
        gone.User.IsDeactivated = true;

        var answer = await world.Slack.Inbox.AskAsync("interactive", payload);

        Assert.Equal(200, answer.Status);
        Assert.Null(gone.View);
        Assert.Contains(incident.Home.EphemeralsOf(gone), whisper => whisper.Text.Contains("deactivated", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whoever_was_a_member_when_the_form_opened_is_asked_again_when_it_is_sent()
    {
        var incident = await world.StartIncidentAsync("P1 Checkout is down");
        var member = Somebody("Ida", user => user, incident.Home);
        await member.PressesAsync(incident.Home.Pinned!, "Note");
        await member.TypesAsync(member.View!, ("What happened", "One last thing"));

        await member.SubmitsTamperedAsync(member.View!, payload => payload["user"]!["team_id"] = "T0OTHER");

        Assert.Contains("Only members", Assert.Single(member.View!.Errors).Value, StringComparison.Ordinal);
        Assert.Empty(await incident.LoggedAsync("note"));
    }

    private FakePerson Somebody(string name, Func<FakeUser, FakeUser> change, params FakeChannel[] channels)
    {
        var user = world.Slack.Workspace.Admit(id => change(new FakeUser(id, name, "UTC")));
        lock (world.Slack.Workspace.Gate)
        {
            foreach (var channel in channels)
                channel.Admit(user.Id);
        }

        return new FakePerson(world.Slack, user);
    }
}
