using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace IncidentBot.Slack;

/// <summary>The fields of a form; one that is not there is empty.</summary>
public sealed class SlackForm(Dictionary<string, StringValues> fields)
{
    private const int MostFields = 100;

    public string this[string name] => fields.TryGetValue(name, out var values) ? values[0] ?? "" : "";

    public static bool TryRead(ReadOnlySpan<byte> body, [NotNullWhen(true)] out SlackForm? form)
    {
        form = null;
        try
        {
            using var reader = new FormReader(Encoding.UTF8.GetString(body)) { ValueCountLimit = MostFields, ValueLengthLimit = IncomingBody.Largest };
            form = new SlackForm(reader.ReadForm());
            return true;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>Over a socket the same fields come as an object of strings; what is no string is no field.</summary>
    public static SlackForm Of(JsonElement payload)
    {
        var fields = new Dictionary<string, StringValues>(StringComparer.OrdinalIgnoreCase);
        if (payload.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in payload.EnumerateObject().Take(MostFields).Where(member => member.Value.ValueKind == JsonValueKind.String))
                fields[member.Name] = member.Value.GetString();
        }

        return new SlackForm(fields);
    }
}
