using IncidentBot.Slack;
using Xunit;

namespace IncidentBot.Tests.Slack;

public sealed class SlackOptionsTests
{
    [Fact]
    public void Takes_the_defaults() => Assert.True(Check(new SlackOptions()).Succeeded);

    [Theory]
    [InlineData("slack.com/api")]
    [InlineData("http://slack.com/api/")]
    [InlineData("ftp://slack.com/api/")]
    public void Names_the_address_that_cannot_be_used(string address)
    {
        var result = Check(new SlackOptions { ApiBaseUrl = address });

        Assert.Contains("Slack:ApiBaseUrl", result.FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void Takes_plain_http_on_this_machine() => Assert.True(Check(new SlackOptions { ApiBaseUrl = "http://127.0.0.1:8080/api/" }).Succeeded);

    [Fact]
    public void Names_a_token_that_is_none()
    {
        var result = Check(new SlackOptions { BotToken = "xoxb 1" });

        Assert.Contains("Slack:BotToken", result.FailureMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://hooks.slack.com/commands/1", true)]
    [InlineData("http://hooks.slack.com/commands/1", false)]
    [InlineData("https://hooks.slack.com.evil.example/commands/1", false)]
    [InlineData("https://hooks.slack.com@evil.example/", false)]
    [InlineData("http://169.254.169.254/latest", false)]
    public void Posts_answers_to_slack_alone(string address, bool isAllowed) =>
        Assert.Equal(isAllowed, new SlackOptions().Allows(new Uri(address)));

    [Theory]
    [InlineData("", "xoxb-1")]
    [InlineData("secret", " ")]
    public void Is_off_until_secret_and_token_are_set(string secret, string token) =>
        Assert.False(new SlackOptions { SigningSecret = secret, BotToken = token }.IsOn);

    private static Microsoft.Extensions.Options.ValidateOptionsResult Check(SlackOptions options) => new SlackOptionsCheck().Validate(null, options);
}
