using IncidentBot.Tests.Infrastructure;
using Xunit;
using static IncidentBot.Tests.Slack.SlackWorld;

namespace IncidentBot.Tests.Slack;

public sealed class DatabaseAwayFromFormsTests(PostgresFixture postgres)
{
    [Fact]
    public async Task While_the_database_is_away_the_form_stays_and_says_so()
    {
        await using var door = DatabaseDoor.To(await postgres.CreateDatabaseAsync());
        await using var world = await SlackWorld.CreateAsync(postgres, door.ConnectionString);
        var incident = await world.StartIncidentAsync("P1 The database itself");
        await world.Ada.PressesAsync(incident.Home.Pinned!, "Note");
        var form = world.Ada.View!;

        door.Shut();
        await world.Ada.SubmitsAsync(form, ("What happened", "The database is away"));
        var said = Assert.Single(form.Errors).Value;
        await world.Ada.PressesAsync(incident.Home.Pinned!, "Update");
        var whisper = incident.Home.EphemeralsOf(world.Ada)[^1].Text;
        door.Open();

        Assert.Contains("nothing was recorded", said, StringComparison.Ordinal);
        Assert.Contains("nothing was recorded", whisper, StringComparison.Ordinal);
        await Eventually.GetAsync(async () => { await world.Ada.SubmitsAsync(form); Assert.False(form.IsOpen); return true; }, Cancel);
        Assert.Single(await incident.LoggedAsync("note"));
    }
}
