using System.Text;
using IncidentBot.Export;
using Xunit;

namespace IncidentBot.Tests.Export;

public sealed class PdfTracesTests
{
    [Theory]
    [InlineData("<</CreationDate (D:20261125004026+00'00')\n/ModDate (D:20261125004027+00'00')>>", "<</CreationDate (D:20000101000000+00'00')\n/ModDate (D:20000101000000+00'00')>>")]
    [InlineData("/CreationDate (D:20261125)", "/CreationDate (D:20000101)")]
    [InlineData("no date", "no date")]
    [InlineData("/ModDate (D:2026", "/ModDate (D:2000")]
    public void Every_date_becomes_the_same_and_nothing_moves(string pdf, string expected) => Assert.Equal(expected, Removed(pdf));

    [Theory]
    [InlineData("/ID (node00000048) /ID (node00000112) /Headers [(node00000048)]", "/ID (node00000001) /ID (node00000002) /Headers [(node00000001)]")]
    [InlineData("/ID (node00000112) /Names [(node00000048) (node00000112)]", "/ID (node00000002) /Names [(node00000001) (node00000002)]")]
    [InlineData("(node0000004) (node000000481) (node0000004x) (node", "(node0000004) (node000000481) (node0000004x) (node")]
    public void Cells_are_numbered_from_one_in_the_order_they_had(string pdf, string expected) => Assert.Equal(expected, Removed(pdf));

    private static string Removed(string pdf) => Encoding.ASCII.GetString(PdfTraces.Removed(Encoding.ASCII.GetBytes(pdf)));
}
