using System.Text.RegularExpressions;
using IncidentBot.Jobs;
using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Slack;
using IncidentBot.Tests.Slack.Fake;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace IncidentBot.Tests.People;

/// <summary>What one person can do from either side.</summary>
public sealed partial class BothSidesTests(PostgresFixture postgres)
{
    [Fact]
    public async Task What_is_given_to_somebody_here_is_done_by_them_there()
    {
        await using var sides = await TwoSides.StartAsync(postgres, byEmail: true);
        var incident = await sides.World.StartIncidentAsync("P1 Checkout is down", sides.World.Grace);
        await incident.CommandsAsync("action P0 Add an index @Ada Lovelace by 2034-01-16", sides.World.Grace);

        var todo = await sides.ThereAsync("todo");
        await sides.There.PressesAsync(todo.Message!, "Done");

        Assert.Contains("Add an index", todo.Text, StringComparison.Ordinal);
        await Eventually.GetAsync(
            async () => (await sides.HereAsync("todo")).Text is var text && text.Contains("You have no open action items", StringComparison.Ordinal) ? true : throw new TimeoutException(text), SlackWorld.Cancel);
    }

    [Fact]
    public async Task Whoever_is_named_is_called_by_the_account_they_have_there()
    {
        await using var sides = await TwoSides.StartAsync(postgres, byEmail: true);
        var incident = await sides.World.StartIncidentAsync("P1 Checkout is down");
        var there = sides.NewRoomThere(withBot: true);
        await sides.There.JoinsAsync(there);
        Assert.Contains(incident.Id, (await sides.There.CommandsAsync(there, "/incident", $"join {incident.Id}")).Text, StringComparison.Ordinal);

        await sides.There.CommandsAsync(there, "/incident", "claim commander");
        await incident.CommandsAsync("role lead @Grace Hopper");
        await sides.World.OutboxIsEmptyAsync();

        Assert.Contains($"<@{sides.Here.User.Id}>", incident.Home.Pinned!.Text + incident.Home.Pinned.Blocks?.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains($"<@{sides.There.User.Id}>", there.Pinned!.Text + there.Pinned.Blocks?.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("Technical Lead: @Grace Hopper", there.Pinned.Text, StringComparison.Ordinal);
        Assert.Single(await incident.LoggedAsync("role"), role => role["holder"]!["personId"]!.GetValue<string>() == sides.HereId);
    }

    [Fact]
    public async Task A_private_incident_is_joined_from_the_other_side_by_its_commander()
    {
        await using var sides = await TwoSides.StartAsync(postgres, byEmail: false);
        var declared = await sides.ThereAsync("start P1 Payroll leaked --private");
        var id = Id().Match(declared.Text).Value;
        var room = sides.World.NewRoom(withBot: true);
        await sides.Here.JoinsAsync(room);
        var before = await sides.Here.CommandsAsync(room, "/incident", $"join {id}");

        await sides.LinkAsync();
        var after = await sides.Here.CommandsAsync(room, "/incident", $"join {id}");

        Assert.Contains($"no incident {id} that you can see", before.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("that you can see", after.Text, StringComparison.Ordinal);
        Assert.Equal(1, await Rows.CountAsync(sides.World.Database, "select count(*) from timeline_events where kind = 'home-joined' and incident_id = $1", id));
        Assert.Equal(1, await Rows.CountAsync(sides.World.Database, "select count(*) from timeline_events where kind = 'person-recognised' and incident_id = $1", id));
    }

    [Fact]
    public async Task Reminders_go_once_to_the_one_person_also_where_they_were_sent_before_that_was_known()
    {
        await using var sides = await TwoSides.StartAsync(postgres, byEmail: false, [.. Owing.AtAnyTime.Select(setting => (setting.Key, setting.Value!))]);
        var here = await sides.World.StartIncidentAsync("P1 Here");
        var there = await sides.Slacks.StartIncidentAsync("P1 There");
        await here.CommandsAsync("action P0 Add an index @me by tomorrow");
        await sides.Other.Person("Barbara Liskov").CommandsAsync(there, "/incident", "action P0 Write it down @Ada Lovelace by tomorrow");
        NextDay(sides);
        await RemindAsync(sides);
        await Eventually.TrueAsync(() => Reminded(sides.DirectsHere, "Add an index") == 1 && Reminded(sides.DirectsThere, "Write it down") == 1, "each account is reminded of what it owns", SlackWorld.Cancel);

        await sides.LinkAsync();
        await RemindAsync(sides);
        await sides.World.OutboxIsEmptyAsync();
        var todo = await sides.HereAsync("todo");

        Assert.All(["Add an index", "Write it down"], item => Assert.Contains(item, todo.Text, StringComparison.Ordinal));
        Assert.Equal((1, 0), (Reminded(sides.DirectsHere, "Add an index"), Reminded(sides.DirectsThere, "Add an index")));
        Assert.Equal((0, 1), (Reminded(sides.DirectsHere, "Write it down"), Reminded(sides.DirectsThere, "Write it down")));

        NextDay(sides);
        await RemindAsync(sides);
        await Eventually.TrueAsync(() => Reminded(sides.DirectsHere, "Write it down") == 1, "the day after, the one person is reminded of it here", SlackWorld.Cancel);
        await sides.World.OutboxIsEmptyAsync();
        Assert.Equal(1, Reminded(sides.DirectsThere, "Write it down"));
    }

    [Fact]
    public async Task Whoever_has_left_here_is_told_there()
    {
        await using var sides = await TwoSides.StartAsync(postgres, byEmail: true, [.. Owing.AtAnyTime.Select(setting => (setting.Key, setting.Value!))]);
        var incident = await sides.World.StartIncidentAsync("P1 Somebody leaves");
        await incident.CommandsAsync("action P0 Add an index @me by tomorrow");
        await sides.World.Slack.DeactivatesAsync(sides.Here);
        await Eventually.GetAsync(
            async () => await Rows.CountAsync(sides.World.Database, "select count(*) from names where id = $1 and standing = 'Deactivated'", sides.HereId) == 1 ? true : throw new TimeoutException("It is not known that she left."), SlackWorld.Cancel);

        NextDay(sides);
        await RemindAsync(sides);

        await Eventually.TrueAsync(() => Reminded(sides.DirectsThere, "Add an index") == 1, "she is reminded where she still is", SlackWorld.Cancel);
        Assert.Equal(0, Reminded(sides.DirectsHere, "Add an index"));
    }

    private static Task RemindAsync(TwoSides sides) => sides.World.Bot.Services.GetRequiredService<RemindOwnersJob>().RunAsync(SlackWorld.Cancel);

    private static void NextDay(TwoSides sides) => sides.Slacks.Clock.MoveTo(sides.Slacks.Clock.GetUtcNow() + TimeSpan.FromDays(1));

    private static int Reminded(IEnumerable<FakeMessage> posts, string item) =>
        posts.Count(post => post.VisibleText.Contains(item, StringComparison.Ordinal) && !post.VisibleText.Contains("gave you", StringComparison.Ordinal));

    [GeneratedRegex(@"INC-\d{4}-\d{4}-\d{4}(-\d+)?")]
    private static partial Regex Id();
}
