using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Slack.Fake;
using Xunit;
using static IncidentBot.Tests.Slack.SlackWorld;

namespace IncidentBot.Tests.Slack;

public sealed class LateNamesTests(PostgresFixture postgres)
{
    [Fact]
    public async Task A_name_that_comes_late_takes_the_place_of_its_id()
    {
        var clock = new ShiftedClock(new DateTimeOffset(2025, 3, 4, 9, 0, 0, TimeSpan.Zero));
        await using var world = await CreateAsync(postgres, clock);
        var incident = await world.StartIncidentAsync("P2 Who is it?");
        var kiri = world.Slack.Person("Kiri");
        world.Slack.Faults.Always("users.info", Fault.Error("internal_error"));
        await kiri.SaysAsync(incident.Home, "hello");
        await world.Ada.SaysAsync(incident.Home, "08:30Z paged @Kiri -> came at once");
        Assert.Contains("@" + kiri.User.Id, await incident.DraftAsync(), StringComparison.Ordinal);

        world.Slack.Faults.Never("users.info");
        clock.MoveTo(new DateTimeOffset(2025, 3, 4, 9, 5, 0, TimeSpan.Zero));

        Assert.EndsWith("paged @Kiri | came at once", await incident.RowAsync("paged @Kiri"), StringComparison.Ordinal);
        var said = (await incident.LogAsync()).Single(line => line["detail"]!["text"]?.GetValue<string>() == "hello");
        Assert.Equal("Kiri", said["by"]!["name"]!.GetValue<string>());
        Assert.DoesNotContain("@" + kiri.User.Id, await incident.RawLogAsync(), StringComparison.Ordinal);
    }
}
