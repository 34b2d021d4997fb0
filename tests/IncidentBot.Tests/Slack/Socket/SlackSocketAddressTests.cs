using IncidentBot.Slack;
using Xunit;

namespace IncidentBot.Tests.Slack;

public sealed class SlackSocketAddressTests
{
    [Theory]
    [InlineData("wss://wss-primary.slack.com/link/?ticket=1", true)]
    [InlineData("wss://slack.com/link/", true)]
    [InlineData("ws://wss-primary.slack.com/link/", false)]
    [InlineData("https://wss-primary.slack.com/link/", false)]
    [InlineData("wss://slack.com.evil.example/link/", false)]
    [InlineData("wss://evilslack.com/link/", false)]
    [InlineData("wss://slack.com@evil.example/link/", false)]
    [InlineData("wss://user@wss-primary.slack.com/link/", false)]
    [InlineData("wss://169.254.169.254/latest", false)]
    [InlineData("ws://127.0.0.1:8080/link/", false)]
    public void Leads_to_Slack_alone(string address, bool isSlacks) =>
        Assert.Equal(isSlacks, SlackSocketAddress.IsSlacks(new Uri(address), new SlackOptions()));

    [Theory]
    [InlineData("wss://wss-primary.slack-gov.com/link/", "https://slack-gov.com/api/")]
    [InlineData("ws://127.0.0.1:8080/link/", "http://127.0.0.1:8081/api/")]
    public void Follows_the_host_of_the_Web_API(string address, string api) =>
        Assert.True(SlackSocketAddress.IsSlacks(new Uri(address), new SlackOptions { ApiBaseUrl = api }));
}
