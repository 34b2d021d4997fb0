using System.Text;
using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Slack.Fake;
using Xunit;
using static IncidentBot.Tests.Slack.SlackWorld;

namespace IncidentBot.Tests.Slack;

/// <summary>Channels that follow their incident: by name, with the document beside them, with the file of it.</summary>
public sealed class HomesOfIncidentsTests(PostgresFixture postgres) : IAsyncLifetime
{
    private SlackWorld _world = null!;

    public async ValueTask InitializeAsync() => _world = await CreateAsync(postgres, slack =>
    [
        ("Homes:RenameWithTitle", "true"),
        ("Homes:ShowDocument", "true"),
        ("Operator:Channel", slack.NewChannel("operators").Id),
    ]);

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Names_the_channel_after_the_title_it_has_now()
    {
        var incident = await _world.StartIncidentAsync("P2 Something is slow");
        var name = incident.Id.ToLowerInvariant() + "-the-disk-is-full";
        _world.Slack.NewChannel(name);
        await _world.OutboxIsEmptyAsync();
        _world.Slack.Faults.Next("conversations.rename", Fault.Html500AfterTheDeed);

        await incident.CommandsAsync("rename The index is gone");
        await _world.OutboxIsEmptyAsync();
        var first = incident.Home.Name;
        await incident.CommandsAsync("rename The disk is full");
        await _world.OutboxIsEmptyAsync();

        Assert.Equal(incident.Id.ToLowerInvariant() + "-the-index-is-gone", first);
        Assert.Equal(name + "-2", incident.Home.Name);
        Assert.Equal(1, await Rows.CountAsync(_world.Database, "select count(*) from conversations where name = $1", name + "-2"));
        Assert.Equal(1, await Rows.CountAsync(_world.Database, "select count(*) from incidents where record #>> '{incident,homeName}' = $1", name + "-2"));
        await incident.CommandsAsync("note still heard here");
    }

    [Fact]
    public async Task Keeps_one_canvas_in_step_with_what_is_said_and_kept()
    {
        var incident = await _world.StartIncidentAsync("P2 Written down");
        await _world.OutboxIsEmptyAsync();
        var canvas = incident.Home.Canvas!;

        await incident.CommandsAsync("cause A certificate ran out");
        var said = await _world.Grace.SaysAsync(incident.Home, "the balancer turned red");
        await _world.Grace.ReactsAsync(said, "pushpin");
        await _world.OutboxIsEmptyAsync();

        Assert.Same(canvas, incident.Home.Canvas);
        Assert.Contains("A certificate ran out", canvas.Markdown, StringComparison.Ordinal);
        Assert.Contains("the balancer turned red", canvas.Markdown, StringComparison.Ordinal);
        Assert.Single(_world.Slack.CallsOf("conversations.canvases.create"));
        Assert.Equal($"{incident.Id} postmortem", canvas.Title);
    }

    [Fact]
    public async Task Makes_no_second_canvas_though_slack_broke_after_it_had_made_the_first()
    {
        _world.Slack.Faults.Next("conversations.canvases.create", Fault.Html500AfterTheDeed);
        var incident = await _world.StartIncidentAsync("P2 Half made canvas");
        await _world.OutboxIsEmptyAsync();

        await incident.CommandsAsync("cause A certificate ran out");
        await _world.OutboxIsEmptyAsync();

        Assert.Contains("A certificate ran out", incident.Home.Canvas!.Markdown, StringComparison.Ordinal);
        Assert.Empty(Notes());
    }

    [Fact]
    public async Task Leaves_the_canvas_of_a_room_alone_where_the_incident_only_stays()
    {
        var incident = await _world.StartHereAsync(_world.NewRoom(withBot: true), "P2 A guest here");
        await incident.CommandsAsync("cause A certificate ran out");
        await _world.OutboxIsEmptyAsync();

        Assert.Null(incident.Room.Canvas);
        Assert.DoesNotContain(_world.Slack.Calls, call => call.Method.Contains("canvases", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Tells_the_operator_once_that_the_plan_has_no_canvases()
    {
        _world.Slack.Workspace.ForbidsCanvases = true;
        var incident = await _world.StartIncidentAsync("P2 On the free plan");

        await incident.CommandAllAsync("cause A certificate ran out", "factor Nobody looked");
        await _world.OutboxIsEmptyAsync();

        Assert.Contains("canvas_disabled_user_team", Assert.Single(Notes()), StringComparison.Ordinal);
        Assert.NotNull(incident.Home.Pinned);
    }

    [Fact]
    public async Task Uploads_the_document_where_it_was_asked_for()
    {
        var incident = await _world.StartIncidentAsync("P2 On paper");
        await incident.CommandsAsync("cause A certificate ran out");
        var asked = await _world.Grace.SaysAsync(incident.Home, "who has the paper?");
        _world.Slack.Faults.Next("files.completeUploadExternal", Fault.Html500AfterTheDeed);

        await incident.CommandsAsync("postmortem export md");
        await _world.OutboxIsEmptyAsync();
        await _world.Grace.MentionsBotAsync(incident.Home, "postmortem export md", asked);
        await _world.OutboxIsEmptyAsync();

        var shared = incident.Home.BotPosts.Where(post => post.Files.Count > 0).ToList();
        Assert.Equal([null, asked.Message.Ts], shared.Select(post => post.ThreadTs));
        var file = _world.Slack.UploadedFiles.First(file => file.IsComplete);
        Assert.Equal($"{incident.Id}.md", file.Name);
        Assert.Contains("A certificate ran out", Encoding.UTF8.GetString(file.Content), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Posts_the_documents_address_where_files_are_forbidden()
    {
        _world.Slack.Scopes.Remove("files:write");
        var incident = await _world.StartIncidentAsync("P2 No paper");

        await incident.CommandsAsync("postmortem export md");
        await incident.CommandsAsync("postmortem export md");
        await _world.OutboxIsEmptyAsync();

        Assert.Equal(2, incident.Home.BotPosts.Count(post => post.Text.Contains($"/incidents/{incident.Id}/postmortem.md", StringComparison.Ordinal)));
        Assert.Contains("missing_scope (files:write)", Assert.Single(Notes()), StringComparison.Ordinal);
    }

    private List<string> Notes() => [.. _world.Slack.FindChannel("operators")!.BotPosts.Select(post => post.Text)];
}
