using System.Text;
using IncidentBot.Slack;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace IncidentBot.Tests.Slack;

public sealed class SlackSignatureTests
{
    // The vector that Slack publishes in "Verifying requests from Slack".
    private const string Secret = "8f742231b10e8888abcd99yyyzzz85a5";
    private const long Sent = 1531420618;
    private const string Signature = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";
    private const string Body =
        "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA"
        + "&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554"
        + "%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";

    [Fact]
    public void Accepts_the_vector_that_slack_publishes() => Assert.True(Proves(Secret, "", 0));

    [Theory]
    [InlineData(300, true)]
    [InlineData(301, false)]
    [InlineData(-300, true)]
    [InlineData(-301, false)]
    public void Accepts_five_minutes_to_either_side_and_no_more(int secondsLater, bool isAccepted) =>
        Assert.Equal(isAccepted, Proves(Secret, "", secondsLater));

    [Fact]
    public void Accepts_the_secret_before_the_present_one() => Assert.True(Proves("another secret", Secret, 0));

    [Theory]
    [InlineData("", "")]
    [InlineData(" ", "")]
    [InlineData("another secret", "")]
    [InlineData("8f742231b10e8888abcd99yyyzzz85a6", "another secret")]
    public void Refuses_where_no_secret_fits(string secret, string previous) => Assert.False(Proves(secret, previous, 0));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("v0=")]
    [InlineData("a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503")]
    [InlineData("v1=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503")]
    [InlineData("v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b504")]
    [InlineData("v0=g2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503")]
    [InlineData("v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b50300")]
    public void Refuses_any_other_signature(string? signature)
    {
        var checker = CheckerOf(Secret, "", 0);

        var isProven = checker.Proves(Text(Sent), signature, Encoding.UTF8.GetBytes(Body));

        Assert.False(isProven);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("now")]
    [InlineData("-1531420618")]
    [InlineData(" 1531420618")]
    [InlineData("1531420618.0")]
    [InlineData("9223372036854775807")]
    [InlineData("99999999999999999999")]
    public void Refuses_a_timestamp_that_is_none(string? timestamp)
    {
        var checker = CheckerOf(Secret, "", 0);

        var isProven = checker.Proves(timestamp, Signature, Encoding.UTF8.GetBytes(Body));

        Assert.False(isProven);
    }

    [Fact]
    public void Refuses_a_body_of_which_one_byte_differs()
    {
        var checker = CheckerOf(Secret, "", 0);

        var isProven = checker.Proves(Text(Sent), Signature, Encoding.UTF8.GetBytes(Body.Replace("roadrunner", "roadrunneR", StringComparison.Ordinal)));

        Assert.False(isProven);
    }

    private static bool Proves(string secret, string previous, int secondsLater) =>
        CheckerOf(secret, previous, secondsLater).Proves(Text(Sent), Signature, Encoding.UTF8.GetBytes(Body));

    private static SlackSignature CheckerOf(string secret, string previous, int secondsLater) => new(
        Options.Create(new SlackOptions { SigningSecret = secret, SigningSecretPrevious = previous }),
        new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(Sent + secondsLater)));

    private static string Text(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
