using IncidentBot.Incidents.Commands;
using Xunit;

namespace IncidentBot.Incidents.Tests.Commands;

public sealed class DurationExpressionTests
{
    [Theory]
    [InlineData("25m", 1500)]
    [InlineData("1h30m", 5400)]
    [InlineData("1h30", 5400)]
    [InlineData(" 1h 30m ", 5400)]
    [InlineData("90 min", 5400)]
    [InlineData("2 hours 15 minutes", 8100)]
    [InlineData("2 hours and 15 minutes", 8100)]
    [InlineData("2 hours, 15 minutes", 8100)]
    [InlineData("1.5h", 5400)]
    [InlineData("1,5 h", 5400)]
    [InlineData("3d", 259200)]
    [InlineData("2 weeks", 1209600)]
    [InlineData("45s", 45)]
    [InlineData("0m", 0)]
    [InlineData("２５Ｍ", 1500)]
    [InlineData("3650d", 315360000)]
    public void Reads_a_span_of_time(string typed, double seconds)
    {
        var span = DurationExpression.Parse(typed);

        Assert.Equal(Reading.Of(TimeSpan.FromSeconds(seconds)), span);
    }

    [Theory]
    [InlineData("", "missing")]
    [InlineData("25", "25 of what?")]
    [InlineData("a while", "can't read \"a while\"")]
    [InlineData("-5m", "can't read")]
    [InlineData("1:30", "can't read")]
    [InlineData("20m 1h", "can't read")]
    [InlineData("5 servers", "can't read")]
    [InlineData("3651d", "longer than ten years")]
    [InlineData("99999999999999d", "longer than ten years")]
    [InlineData("99999999999999999999d", "can't read")]
    public void Says_what_it_could_not_read(string typed, string inProblem)
    {
        var span = DurationExpression.Parse(typed);

        Assert.False(span.IsRead);
        Assert.Contains(inProblem, span.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("25m API is slow", 25, "API is slow")]
    [InlineData("1h 30m: API is slow", 90, "API is slow")]
    [InlineData("1h 2 servers are down", 60, "2 servers are down")]
    [InlineData("25m", 25, "")]
    public void Reads_the_longest_span_a_text_begins_with(string text, int minutes, string expectedRest)
    {
        var begins = DurationExpression.TryReadPrefix(text, out var span, out var rest);

        Assert.True(begins);
        Assert.Equal(Reading.Of(TimeSpan.FromMinutes(minutes)), span);
        Assert.Equal(expectedRest, rest);
    }

    [Theory]
    [InlineData("5 servers are down")]
    [InlineData("25m.example.org is down")]
    [InlineData("API is slow")]
    public void Leaves_a_text_alone_that_begins_with_something_else(string text)
    {
        var begins = DurationExpression.TryReadPrefix(text, out _, out var rest);

        Assert.False(begins);
        Assert.Equal(text, rest);
    }
}
