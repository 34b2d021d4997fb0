using System.Text;

namespace IncidentBot.Export;

/// <summary>
/// The browser writes the time of printing into the PDF's information dictionary. It is replaced by a fixed one of the
/// same length, so that every offset in the file stays right. Source: ISO 32000-1, 7.9.4 and 14.3.3.
/// </summary>
public static class PdfDates
{
    private static readonly byte[][] Names = [Bytes("/CreationDate (D:"), Bytes("/ModDate (D:")];
    private static readonly byte[] Fixture = Bytes("20000101000000+00'00'");

    public static byte[] Fixed(byte[] pdf)
    {
        foreach (var name in Names)
        {
            // The dictionary stands before the first page or behind the last one; words of the document are compressed or escaped.
            for (var at = Find(pdf, name, 0); at >= 0; at = Find(pdf, name, at))
            {
                at += name.Length;
                for (var letter = 0; at + letter < pdf.Length && letter < Fixture.Length && pdf[at + letter] != ')'; letter++)
                    pdf[at + letter] = Fixture[letter];
            }
        }
        return pdf;
    }

    private static int Find(byte[] pdf, byte[] name, int from)
    {
        var found = pdf.AsSpan(from).IndexOf(name);
        return found < 0 ? -1 : from + found;
    }

    private static byte[] Bytes(string text) => Encoding.ASCII.GetBytes(text);
}
