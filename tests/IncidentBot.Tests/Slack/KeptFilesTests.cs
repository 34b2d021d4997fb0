using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Slack.Fake;
using Xunit;
using static IncidentBot.Tests.Slack.SlackWorld;

namespace IncidentBot.Tests.Slack;

public sealed class KeptFilesTests(PostgresFixture postgres)
{
    private static readonly byte[] Picture = [.. Enumerable.Range(0, 4000).Select(place => (byte)place)];

    [Fact]
    public async Task The_bytes_of_a_file_are_kept_as_long_as_its_message()
    {
        await using var world = await CreateAsync(postgres, null, ("Capture:KeepFilesUpTo", "4000"));
        var incident = await world.StartIncidentAsync("P2 Pictures");

        var said = await world.Slack.SharesBytesAsync(world.Ada, incident.Home, "graph.png", Picture);
        await KeepsAsync(world, 1);
        await world.Ada.DeletesAsync(said);

        await KeepsAsync(world, 0);
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_known_by_its_name_alone()
    {
        await using var world = await CreateAsync(postgres, null, ("Capture:KeepFilesUpTo", "3999"));
        var incident = await world.StartIncidentAsync("P2 Large pictures");

        await world.Slack.SharesBytesAsync(world.Ada, incident.Home, "graph.png", Picture);
        await IsDoneAsync(world);

        await KeepsAsync(world, 0);
        Assert.Equal("graph.png", (await incident.LoggedAsync("message"))[0]["files"]![0]!["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task By_default_no_bytes_are_fetched_and_no_private_or_public_address_is_recorded()
    {
        await using var world = await CreateAsync(postgres);
        var incident = await world.StartIncidentAsync("P2 Names alone");

        await world.Slack.SharesBytesAsync(world.Ada, incident.Home, "graph.png", Picture, isForeign: true);

        var log = await incident.RawLogAsync();
        Assert.Contains("https://example.slack.com/files/", log, StringComparison.Ordinal);
        Assert.Contains("graph.png", log, StringComparison.Ordinal);
        Assert.DoesNotContain(world.Slack.Address.Authority, log, StringComparison.Ordinal);
        Assert.DoesNotContain("slack-files.com", log, StringComparison.Ordinal);
        Assert.Empty(world.Slack.CallsOf("file"));
    }

    [Fact]
    public async Task The_page_to_sign_in_is_not_taken_for_the_file()
    {
        await using var world = await CreateAsync(postgres, null, ("Capture:KeepFilesUpTo", "1000000"));
        var incident = await world.StartIncidentAsync("P2 Without the scope");
        world.Slack.Faults.Always("file", Fault.Html500);

        await world.Slack.SharesBytesAsync(world.Ada, incident.Home, "graph.png", Picture);
        await Eventually.GetAsync(async () => { Assert.Equal(1L, await Rows.CountAsync(world.Database, "select count(*) from outbox where last_error like 'missing_scope%'")); return true; }, Cancel);

        await KeepsAsync(world, 0);
    }

    [Fact]
    public async Task The_token_goes_to_no_host_that_is_not_allowed()
    {
        await using var world = await CreateAsync(postgres, null, ("Capture:KeepFilesUpTo", "1000000"), ("Slack:AllowedHosts:0", "files.slack.com"));
        var incident = await world.StartIncidentAsync("P2 Elsewhere");

        await world.Slack.SharesBytesAsync(world.Ada, incident.Home, "graph.png", Picture);
        await Eventually.GetAsync(async () => { Assert.Equal(1L, await Rows.CountAsync(world.Database, "select count(*) from outbox where last_error = 'file_host_not_allowed'")); return true; }, Cancel);

        Assert.Empty(world.Slack.CallsOf("file"));
    }

    [Fact]
    public async Task A_file_that_somebody_deletes_is_shown_as_removed()
    {
        await using var world = await CreateAsync(postgres);
        var incident = await world.StartIncidentAsync("P2 Taken back");
        var said = await world.Slack.SharesBytesAsync(world.Ada, incident.Home, "graph.png", Picture);

        await world.Slack.LosesFileAsync(said);

        var file = (await incident.LoggedAsync("edit")).Single()["files"]![0]!;
        Assert.True(file["isRemoved"]!.GetValue<bool>());
        Assert.Contains("graph.png (removed)", await incident.DraftAsync(), StringComparison.Ordinal);
    }

    private static Task KeepsAsync(SlackWorld world, long count) => Eventually.GetAsync(
        async () => { Assert.Equal(count, await Rows.CountAsync(world.Database, "select count(*) from kept_files")); return true; }, Cancel);

    private static Task IsDoneAsync(SlackWorld world) => Eventually.GetAsync(async () =>
    {
        Assert.Equal(1L, await Rows.CountAsync(world.Database, "select count(*) from outbox where payload ->> 'kind' = 'fetch-file' and sent_at is not null"));
        return true;
    }, Cancel);
}
