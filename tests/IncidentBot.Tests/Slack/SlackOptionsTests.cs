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

    [Theory]
    [InlineData("", "xapp-1", "xoxb-1", "", "")]
    [InlineData("secret", "", "", "1.2", "client-secret")]
    [InlineData("", "xapp-1", "", "1.2", "client-secret")]
    public void Is_on_with_any_way_in_and_any_token(string secret, string appToken, string token, string clientId, string clientSecret) =>
        Assert.True(new SlackOptions { SigningSecret = secret, AppToken = appToken, BotToken = token, ClientId = clientId, ClientSecret = clientSecret }.IsOn);

    [Theory]
    [InlineData("1.2", "", "Slack:ClientSecret")]
    [InlineData("", "client-secret", "Slack:ClientId")]
    public void Names_the_half_of_a_pair_that_is_missing(string clientId, string clientSecret, string missing)
    {
        var result = Check(new SlackOptions { ClientId = clientId, ClientSecret = clientSecret });

        Assert.Contains($"{missing} is not", result.FailureMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("xoxb-1", false)]
    [InlineData("xapp-1-A0", true)]
    public void Tells_an_app_token_from_others(string token, bool isTaken)
    {
        var result = Check(new SlackOptions { AppToken = token });

        Assert.Equal(isTaken, result.Succeeded);
        Assert.Equal(!isTaken, result.FailureMessage?.Contains("Slack:AppToken", StringComparison.Ordinal) == true);
    }

    [Theory]
    [InlineData("http://slack.com/oauth/v2/authorize")]
    [InlineData("slack.com")]
    public void Names_the_authorize_address_that_cannot_be_used(string address)
    {
        var result = Check(new SlackOptions { AuthorizeUrl = address });

        Assert.Contains("Slack:AuthorizeUrl", result.FailureMessage, StringComparison.Ordinal);
    }

    private static Microsoft.Extensions.Options.ValidateOptionsResult Check(SlackOptions options) => new SlackOptionsCheck().Validate(null, options);
}
