using System.Runtime.CompilerServices;
using IncidentBot.Incidents;
using IncidentBot.Sandbox.Script;
using IncidentBot.Storage;
using IncidentBot.Tests.Infrastructure;
using Xunit;

namespace IncidentBot.Tests.Sandbox;

public sealed class WorkedExampleTests(PostgresFixture postgres)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Playing_the_worked_example_in_the_chat_gives_its_document()
    {
        await using var host = await SandboxHost.StartAsync(await postgres.CreateDatabaseAsync());

        var incident = await host.Get<ScriptPlayer>().PlayAsync(ChatScript.Load(ChatScript.WorkedExample), TimeSpan.Zero, null, Cancel);

        Assert.Equal(await GoldenAsync(), await host.PostmortemAsync(incident.Value, "finished"));
    }

    [Fact]
    public async Task Played_again_it_is_an_incident_of_its_own_with_the_same_times()
    {
        await using var host = await SandboxHost.StartAsync(await postgres.CreateDatabaseAsync());
        var player = host.Get<ScriptPlayer>();
        var script = ChatScript.Load(ChatScript.WorkedExample);

        await player.PlayAsync(script, TimeSpan.Zero, null, Cancel);
        var again = await player.PlayAsync(script, TimeSpan.Zero, null, Cancel);

        Assert.Equal("INC-2024-0115-1430-2", again.Value);
        Assert.Equal((await GoldenAsync()).Replace("INC-2024-0115-1430", again.Value, StringComparison.Ordinal), await host.PostmortemAsync(again.Value, "finished"));
    }

    [Fact]
    public async Task The_example_assigns_no_roles_and_holds_a_talk_beside_its_commands()
    {
        await using var host = await SandboxHost.StartAsync(await postgres.CreateDatabaseAsync());

        var incident = await host.Get<ScriptPlayer>().PlayAsync(ChatScript.Load(ChatScript.WorkedExample), TimeSpan.Zero, null, Cancel);

        var record = await host.Get<IncidentStore>().FindAsync(incident, Cancel);
        Assert.Empty(record!.Incident.Roles);
        Assert.Contains(record.Entries, entry => entry is { Kind: EntryKind.Message, ThreadKey: not null });
        Assert.True((await host.Get<IncidentStore>().CountAsync(incident, Cancel)).Seen > 20);
    }

    [Fact]
    public void A_play_lasts_as_long_as_wanted()
    {
        var script = ChatScript.Load(ChatScript.WorkedExample);

        var pauses = ScriptPacing.Pauses(script, TimeSpan.FromSeconds(80));

        Assert.Equal(80, pauses.Sum(pause => pause.TotalSeconds), precision: 3);
        Assert.All(pauses.Skip(1), pause => Assert.InRange(pause.TotalSeconds, 0.3, 5));
    }

    [Fact]
    public void A_line_that_cannot_be_read_is_named_by_its_number()
    {
        var refused = Assert.Throws<FormatException>(() => ChatScript.Parse("test", "2024-01-15\n14:30 | Ada | #general | hi"));

        Assert.Equal("test, line 2: 14:30 | Ada | #general | hi", refused.Message);
    }

    private static Task<string> GoldenAsync([CallerFilePath] string thisFile = "") => File.ReadAllTextAsync(
        Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", "IncidentBot.Postmortems.Tests", "Documents", "database-connection-pool-exhaustion.md"), Cancel);
}
