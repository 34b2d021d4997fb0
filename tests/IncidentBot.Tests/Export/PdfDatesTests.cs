using System.Text;
using IncidentBot.Export;
using Xunit;

namespace IncidentBot.Tests.Export;

public sealed class PdfDatesTests
{
    [Theory]
    [InlineData("<</CreationDate (D:20261125004026+00'00')\n/ModDate (D:20261125004027+00'00')>>", "<</CreationDate (D:20000101000000+00'00')\n/ModDate (D:20000101000000+00'00')>>")]
    [InlineData("/CreationDate (D:20261125)", "/CreationDate (D:20000101)")]
    [InlineData("no date", "no date")]
    [InlineData("/ModDate (D:2026", "/ModDate (D:2000")]
    public void Every_date_becomes_the_same_and_nothing_moves(string pdf, string expected)
    {
        Assert.Equal(expected, Encoding.ASCII.GetString(PdfDates.Fixed(Encoding.ASCII.GetBytes(pdf))));
    }
}
