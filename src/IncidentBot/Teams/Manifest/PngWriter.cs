using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace IncidentBot.Teams;

/// <summary>Writes a picture of red, green, blue and opacity as PNG. Source: "Portable Network Graphics Specification", W3C.</summary>
internal static class PngWriter
{
    private static readonly byte[] Signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <param name="colorAt">By column and row.</param>
    public static byte[] Write(int size, Func<int, int, (byte Red, byte Green, byte Blue, byte Opacity)> colorAt)
    {
        using var png = new MemoryStream();
        png.Write(Signature);
        WriteChunk(png, "IHDR", Header(size));
        WriteChunk(png, "IDAT", Rows(size, colorAt));
        WriteChunk(png, "IEND", []);
        return png.ToArray();
    }

    private static byte[] Header(int size)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, size);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), size);
        // Eight bits each, with opacity.
        (header[8], header[9]) = (8, 6);
        return header;
    }

    private static byte[] Rows(int size, Func<int, int, (byte Red, byte Green, byte Blue, byte Opacity)> colorAt)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.SmallestSize))
        {
            for (var row = 0; row < size; row++)
            {
                zip.WriteByte(0);
                for (var column = 0; column < size; column++)
                {
                    var (red, green, blue, opacity) = colorAt(column, row);
                    zip.Write([red, green, blue, opacity]);
                }
            }
        }

        return packed.ToArray();
    }

    private static void WriteChunk(Stream png, string kind, byte[] content)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(kind), .. content];
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        png.Write(number);
        png.Write(named);
        BinaryPrimitives.WriteUInt32BigEndian(number, Check(named));
        png.Write(number);
    }

    private static uint Check(byte[] bytes)
    {
        var check = 0xFFFF_FFFFu;
        foreach (var value in bytes)
        {
            check ^= value;
            for (var bit = 0; bit < 8; bit++)
                check = (check & 1) == 0 ? check >> 1 : (check >> 1) ^ 0xEDB8_8320u;
        }

        return ~check;
    }
}
