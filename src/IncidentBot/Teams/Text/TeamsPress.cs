using System.Text.Json;
using System.Text.Json.Nodes;
using IncidentBot.Incidents;

namespace IncidentBot.Teams;

/// <summary>What a button stands for, as it travels in its data. It comes back from the sender's side, so it is a wish and proves nothing.</summary>
/// <param name="Command">Without the word that calls the bot; the verb, and what its form is about, where <paramref name="OpensForm"/>.</param>
public sealed record TeamsPress(string Command, IncidentId? Incident, bool OpensForm)
{
    /// <summary>Of every <c>Action.Execute</c>.</summary>
    public const string Verb = "press";

    /// <summary>Under which a list of choices stands; what was chosen is a press, written as text.</summary>
    public const string Choice = "choice";

    private const int LongestCommand = 8000;

    public static TeamsPress Of(Offered offer) => new(offer.Command, offer.Incident, offer.OpensForm);

    public JsonObject ToData()
    {
        var data = new JsonObject { ["c"] = Command };
        if (Incident is { } incident)
            data["i"] = incident.Value;
        if (OpensForm)
        {
            data["f"] = true;
            data["msteams"] = new JsonObject { ["type"] = "task/fetch" };
        }

        return data;
    }

    /// <returns>Nothing for what this bot did not write.</returns>
    public static TeamsPress? Read(JsonElement data)
    {
        if (data.TextAt(Choice) is { } chosen)
            return TeamsWire.Parse(chosen) is { } inner && inner.TextAt(Choice) is null ? Read(inner) : null;

        var incident = data.At("i");
        if (data.TextAt("c") is not { Length: > 0 and <= LongestCommand } command || string.IsNullOrWhiteSpace(command))
            return null;
        if (incident.ValueKind == JsonValueKind.Undefined)
            return new TeamsPress(command, null, IsForm(data));

        return IncidentId.TryParse(data.TextAt("i"), out var id) ? new TeamsPress(command, id, IsForm(data)) : null;
    }

    private static bool IsForm(JsonElement data) => data.At("f").ValueKind == JsonValueKind.True;
}
