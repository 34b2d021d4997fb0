using System.Globalization;
using IncidentBot.Incidents.Commands;
using Xunit;

namespace IncidentBot.Incidents.Tests.Commands;

public sealed class NumberExpressionTests
{
    [Theory]
    [InlineData("99.9%", "99.9", "%")]
    [InlineData("99.9 percent", "99.9", "%")]
    [InlineData("200ms", "200", "ms")]
    [InlineData("5 s", "5", "s")]
    [InlineData("5m", "5", "m")]
    [InlineData("2h", "2", "h")]
    [InlineData("5k", "5000", "")]
    [InlineData("1.5K", "1500", "")]
    [InlineData("5M", "5000000", "")]
    [InlineData("15.3", "15.3", "")]
    [InlineData("-4.7%", "-4.7", "%")]
    [InlineData("−4.7％", "-4.7", "%")]
    [InlineData("+3", "3", "")]
    [InlineData(".5", "0.5", "")]
    [InlineData("007", "7", "")]
    [InlineData("1,234", "1234", "")]
    [InlineData("1 234", "1234", "")]
    [InlineData("1\u00A0234\u202F567", "1234567", "")]
    [InlineData("1_234", "1234", "")]
    [InlineData("1'234", "1234", "")]
    [InlineData("1’234", "1234", "")]
    [InlineData("1,234,567", "1234567", "")]
    [InlineData("1.234.567", "1234567", "")]
    [InlineData("1,234.5", "1234.5", "")]
    [InlineData("1.234,5", "1234.5", "")]
    [InlineData("1 234,5", "1234.5", "")]
    [InlineData("0,05", "0.05", "")]
    [InlineData("0,123", "0.123", "")]
    [InlineData("1,2345", "1.2345", "")]
    [InlineData("1.234", "1.234", "")]
    [InlineData("12,5%", "12.5", "%")]
    [InlineData("１２３４", "1234", "")]
    [InlineData("١٢٫٥", "12.5", "")]
    public void Reads_a_number_and_its_unit(string typed, string value, string unit)
    {
        var number = NumberExpression.Parse(typed);

        Assert.Equal(Reading.Of(new Quantity(decimal.Parse(value, CultureInfo.InvariantCulture), unit)), number);
    }

    [Theory]
    [InlineData("", "missing")]
    [InlineData("NaN", "can't read \"NaN\"")]
    [InlineData("∞", "can't read")]
    [InlineData("Infinity", "can't read")]
    [InlineData("many", "can't read")]
    [InlineData("1e5", "can't read")]
    [InlineData("--5", "can't read")]
    [InlineData("1,23,456", "can't read")]
    [InlineData("1,234 567", "can't read")]
    [InlineData("1 23", "can't read")]
    [InlineData("1.2.3", "can't read")]
    [InlineData("1\05", "can't read")]
    [InlineData("123456789012345678901", "can't read")]
    [InlineData("5 apples", "I read 5, but not \"apples\" behind it")]
    [InlineData("5.", "I read 5, but not \".\" behind it")]
    public void Says_what_it_could_not_read(string typed, string inProblem)
    {
        var number = NumberExpression.Parse(typed);

        Assert.False(number.IsRead);
        Assert.Contains(inProblem, number.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void The_largest_number_taken_fits_with_millions_behind_it()
    {
        var number = NumberExpression.Parse("99999999999999999999M");

        Assert.Equal(99_999_999_999_999_999_999_000_000m, number.Value.Value);
    }
}
