using IncidentBot.Slack;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace IncidentBot.Tests.Slack;

public sealed class SlackLateAnswersTests
{
    private readonly StubbedWebApi _slack = new();

    [Fact]
    public async Task A_form_that_takes_longer_than_slack_waits_stays_open()
    {
        var work = new TaskCompletionSource<SlackAnswer>();
        var slow = SlackAnswer.Wrong("text", "Press again");

        var answering = Late().InTimeAsync(work.Task, "", TestContext.Current.CancellationToken, slow);
        _slack.Clock.Advance(TimeSpan.FromSeconds(2.5));

        Assert.Same(slow, await answering);
        work.SetResult(SlackAnswer.Taken);
    }

    [Fact]
    public async Task What_is_there_in_time_is_the_answer()
    {
        var wrong = SlackAnswer.Wrong("at", "No such time");

        Assert.Same(wrong, await Late().InTimeAsync(Task.FromResult(wrong), "", TestContext.Current.CancellationToken, SlackAnswer.Taken));
    }

    [Theory]
    [InlineData("https://evil.example/hook")]
    [InlineData("http://hooks.slack.com/commands/1")]
    [InlineData("not an address")]
    [InlineData("")]
    public async Task An_answer_goes_to_slacks_hosts_alone(string address)
    {
        Assert.False(await Late().RespondAsync(SlackResponse.Of(new SlackContent("secret", null), isForAll: false), address, TestContext.Current.CancellationToken));
        Assert.Empty(_slack.Asked);
    }

    private SlackLateAnswers Late() => new(_slack, _slack.Options, _slack.Clock, NullLogger<SlackLateAnswers>.Instance);
}
