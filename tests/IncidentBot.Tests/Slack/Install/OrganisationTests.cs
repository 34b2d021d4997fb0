using System.Text.Json.Nodes;
using IncidentBot.Slack;
using IncidentBot.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace IncidentBot.Tests.Slack.Install;

public sealed class OrganisationTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string Organisation = "E0ORG";

    private TwoWorkspaces _slacks = null!;

    public async ValueTask InitializeAsync()
    {
        _slacks = await TwoWorkspaces.CreateAsync(postgres);
        await _slacks.InstallAsync(Organisation);
    }

    public ValueTask DisposeAsync() => _slacks.DisposeAsync();

    [Fact]
    public async Task Serves_each_workspace_of_the_organisation_and_says_which_one_it_means()
    {
        await HearOfOrganisationAsync();

        await _slacks.StartIncidentAsync("P1 In one of many workspaces");

        Assert.All(_slacks.Second.CallsOf("conversations.create"), call => Assert.Equal(TwoWorkspaces.SecondTeam, call["team_id"]));
        Assert.All(_slacks.Second.CallsOf("chat.postMessage"), call => Assert.Null(call["team_id"]));
    }

    [Fact]
    public async Task Remembers_to_which_organisation_a_workspace_belongs()
    {
        await HearOfOrganisationAsync();

        await _slacks.World.RestartBotAsync();
        _slacks.Second.Inbox.Bot = _slacks.World.Bot.Address;

        Assert.NotNull(await _slacks.StartIncidentAsync("P1 After a restart"));
    }

    [Fact]
    public async Task Speaks_for_no_organisation_in_a_workspace_of_another_one()
    {
        await HearOfOrganisationAsync();
        var stranger = _slacks.World.Bot.Services.GetRequiredService<SlackWorkspaces>().In("T0STRANGER");

        var refused = await Assert.ThrowsAsync<SlackApiException>(() => stranger.AuthTestAsync(SlackWorld.Cancel));

        Assert.Equal("not_installed", refused.Code);
    }

    [Fact]
    public async Task Ends_for_all_workspaces_when_the_organisation_removes_it()
    {
        await HearOfOrganisationAsync();
        var told = _slacks.Envelope(new JsonObject { ["type"] = "app_uninstalled" });
        told["enterprise_id"] = Organisation;

        Assert.Equal(200, await _slacks.PostAsync(told));

        var refused = await Assert.ThrowsAsync<SlackApiException>(() => TwoWorkspaces.ApiOf(_slacks.World.Bot).AuthTestAsync(SlackWorld.Cancel));
        Assert.Equal("app_uninstalled", refused.Code);
    }

    private async Task HearOfOrganisationAsync()
    {
        var envelope = _slacks.Envelope(new JsonObject { ["type"] = "app_home_opened", ["user"] = "U01" });
        envelope["enterprise_id"] = Organisation;
        Assert.Equal(200, await _slacks.PostAsync(envelope));
    }
}
