using System.Globalization;
using System.Text;

namespace IncidentBot.Postmortems.Picture;

/// <summary>The only code that writes the marks of SVG. Numbers have one decimal, and text is escaped, once.</summary>
internal sealed class SvgWriter
{
    private readonly StringBuilder _svg = new();

    public void Raw(string markup) => _svg.Append(markup);

    public void Element(string name, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        Begin(name, attributes);
        _svg.Append("/>\n");
    }

    public void Element(string name, string text, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        Begin(name, attributes);
        _svg.Append('>').Append(Escaped(text)).Append("</").Append(name).Append(">\n");
    }

    /// <summary>What a pointer that rests on it is told.</summary>
    public void Titled(string name, string title, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        Begin(name, attributes);
        _svg.Append("><title>").Append(Escaped(title)).Append("</title></").Append(name).Append(">\n");
    }

    public void Open(string name, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        Begin(name, attributes);
        _svg.Append(">\n");
    }

    public void Close(string name) => _svg.Append("</").Append(name).Append(">\n");

    public override string ToString() => _svg.ToString();

    public static string Number(double value) => Math.Round(value, 1).ToString("0.#", CultureInfo.InvariantCulture);

    private void Begin(string name, ReadOnlySpan<(string Name, object Value)> attributes)
    {
        _svg.Append('<').Append(name);
        foreach (var (attribute, value) in attributes)
            _svg.Append(' ').Append(attribute).Append("=\"").Append(value is double number ? Number(number) : Escaped($"{value}")).Append('"');
    }

    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '&':
                    escaped.Append("&amp;");
                    break;
                case '<':
                    escaped.Append("&lt;");
                    break;
                case '>':
                    escaped.Append("&gt;");
                    break;
                case '"':
                    escaped.Append("&quot;");
                    break;
                case < ' ' or (>= 0x7F and <= 0x9F) or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0xFFFE or 0xFFFF:
                    // Not allowed in XML, or turning around what stands behind it.
                    escaped.Append(' ');
                    break;
                default:
                    escaped.Append(rune);
                    break;
            }
        }

        return escaped.ToString();
    }
}
