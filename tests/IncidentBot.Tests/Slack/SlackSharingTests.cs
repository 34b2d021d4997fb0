using System.Net;
using IncidentBot.Slack;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Xunit;

namespace IncidentBot.Tests.Slack;

public sealed class SlackSharingTests
{
    private readonly StubbedWebApi _slack = new();

    private SlackSharing? _sharing;

    private SlackSharing Sharing => _sharing ??= new(_slack.Workspaces, Options.Create(new SlackOptions()), _slack.Clock, NullLogger<SlackSharing>.Instance);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"ok":false,"error":"channel_not_found"}""", HttpStatusCode.OK)]
    [InlineData("<html>Server Error</html>", HttpStatusCode.InternalServerError)]
    [InlineData("""{"ok":true}""", HttpStatusCode.OK)]
    public async Task Nobody_waits_twice_in_a_minute_for_what_slack_does_not_say(string answer, HttpStatusCode status)
    {
        _slack.Answer("conversations.info", answer, status);

        var first = await Sharing.IsKnownToBeForbiddenAsync("T01", "C01", Cancel);
        var second = await Sharing.IsKnownToBeForbiddenAsync("T01", "C01", Cancel);

        Assert.False(first || second);
        Assert.Single(_slack.FormsOf("conversations.info"));
    }

    [Fact]
    public async Task What_slack_did_not_say_is_asked_again_after_a_minute()
    {
        _slack.Answer("conversations.info", """{"ok":false,"error":"channel_not_found"}""").Answer("conversations.info", """{"ok":true,"channel":{"id":"C01","is_ext_shared":true}}""");
        await Sharing.IsKnownToBeForbiddenAsync("T01", "C01", Cancel);

        _slack.Clock.Advance(TimeSpan.FromSeconds(61));

        Assert.True(await Sharing.IsKnownToBeForbiddenAsync("T01", "C01", Cancel));
    }
}
