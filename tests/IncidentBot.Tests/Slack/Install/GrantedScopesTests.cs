using IncidentBot.Slack;
using IncidentBot.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace IncidentBot.Tests.Slack.Install;

public sealed class GrantedScopesTests(PostgresFixture postgres) : IAsyncLifetime
{
    private TwoWorkspaces _slacks = null!;

    private SlackWorkspaces Workspaces => _slacks.World.Bot.Services.GetRequiredService<SlackWorkspaces>();

    public async ValueTask InitializeAsync()
    {
        _slacks = await TwoWorkspaces.CreateAsync(postgres);
        await _slacks.InstallAsync();
    }

    public ValueTask DisposeAsync() => _slacks.DisposeAsync();

    [Fact]
    public void Knows_from_the_installation_what_was_granted()
    {
        Assert.True(Workspaces.Grants(TwoWorkspaces.SecondTeam, "canvases:write"));
        Assert.False(Workspaces.Grants(TwoWorkspaces.SecondTeam, "admin"));
    }

    [Fact]
    public async Task Notices_with_the_next_answer_that_something_was_taken_away()
    {
        _slacks.Second.Scopes.Remove("canvases:write");

        await Workspaces.In(TwoWorkspaces.SecondTeam).AuthTestAsync(SlackWorld.Cancel);

        Assert.False(Workspaces.Grants(TwoWorkspaces.SecondTeam, "canvases:write"));
        Assert.True(Workspaces.Grants(TwoWorkspaces.SecondTeam, "chat:write"));
        Assert.Equal(0, await Rows.CountAsync(_slacks.World.Database, "select count(*) from slack_installations where scopes like '%canvases:write%'"));
    }

    [Fact]
    public async Task Learns_the_scopes_of_the_settings_token_from_the_first_answer()
    {
        await Eventually.TrueAsync(() => !Workspaces.Grants(_slacks.World.Slack.Workspace.TeamId, "admin"), "Slack has said what was granted", SlackWorld.Cancel);

        Assert.True(Workspaces.Grants(_slacks.World.Slack.Workspace.TeamId, "chat:write"));
    }
}
