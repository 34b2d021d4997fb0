using IncidentBot.Slack;
using Xunit;

namespace IncidentBot.Tests.Slack;

public sealed class SlackTimestampTests
{
    [Fact]
    public void Keeps_every_digit()
    {
        var isRead = SlackTimestamp.TryRead("1725148800.123456", out var at);

        Assert.True(isRead);
        Assert.Equal(new DateTimeOffset(2024, 9, 1, 0, 0, 0, TimeSpan.Zero).AddTicks(1_234_560), at);
        Assert.Equal("1725148800.123456", SlackTimestamp.Of(at));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1725148800")]
    [InlineData("1725148800.")]
    [InlineData(".5")]
    [InlineData("-5.000000")]
    [InlineData("1.2.3")]
    [InlineData("99999999999999.000000")]
    [InlineData("1725148800.12345678")]
    [InlineData("1725148800.1e5")]
    public void Refuses_what_is_no_timestamp(string? ts) => Assert.False(SlackTimestamp.TryRead(ts, out _));
}
