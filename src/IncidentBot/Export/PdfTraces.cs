using System.Globalization;
using System.Text;

namespace IncidentBot.Export;

/// <summary>
/// What differs from one printing to the next, in bytes that the browser writes as they are: the time of printing, and the
/// numbers it happened to give to the cells of tables. Each is replaced by one of the same length, so that every offset in
/// the file stays right. Words of the document are compressed or escaped, so that nothing of theirs is met.
/// Source: ISO 32000-1, 7.9.4 and 14.3.3 (dates), 14.7.2 (the ids of structure elements).
/// </summary>
public static class PdfTraces
{
    private static readonly byte[][] Dates = [Bytes("/CreationDate (D:"), Bytes("/ModDate (D:")];
    private static readonly byte[] Fixture = Bytes("20000101000000+00'00'");
    private static readonly byte[] Cell = Bytes("(node");
    private const int CellDigits = 8;

    public static byte[] Removed(byte[] pdf)
    {
        foreach (var name in Dates)
        {
            foreach (var at in Places(pdf, name))
                FixDate(pdf.AsSpan(at));
        }

        Renumber(pdf);
        return pdf;
    }

    private static void FixDate(Span<byte> date)
    {
        for (var letter = 0; letter < date.Length && letter < Fixture.Length && date[letter] != ')'; letter++)
            date[letter] = Fixture[letter];
    }

    /// <summary>The order stays as it was: the tree of ids is sorted by them.</summary>
    private static void Renumber(byte[] pdf)
    {
        var cells = Places(pdf, Cell).Where(at => IsNumber(pdf, at)).ToLookup(at => Encoding.ASCII.GetString(pdf, at, CellDigits));
        var number = 0;
        foreach (var cell in cells.OrderBy(cell => cell.Key, StringComparer.Ordinal))
        {
            var digits = Bytes((++number).ToString($"D{CellDigits}", CultureInfo.InvariantCulture));
            foreach (var at in cell)
                digits.CopyTo(pdf, at);
        }
    }

    private static bool IsNumber(byte[] pdf, int at) =>
        at + CellDigits < pdf.Length && pdf[at + CellDigits] == ')' && pdf.AsSpan(at, CellDigits).IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;

    /// <summary>Where the bytes behind a name begin.</summary>
    private static List<int> Places(byte[] pdf, byte[] name)
    {
        var places = new List<int>();
        for (var from = 0; pdf.AsSpan(from).IndexOf(name) is >= 0 and var found; from = places[^1])
            places.Add(from + found + name.Length);
        return places;
    }

    private static byte[] Bytes(string text) => Encoding.ASCII.GetBytes(text);
}
