using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using IncidentBot.Incidents;

namespace IncidentBot.Slack;

/// <summary>A message as Slack takes it.</summary>
/// <param name="Text">All of the words: notifications and screen readers read these and not the blocks.</param>
/// <param name="Blocks">Nothing where there is nothing to press; an update then takes away the blocks that were there.</param>
public sealed record SlackContent(string Text, JsonArray? Blocks)
{
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>As an argument of the Web API.</summary>
    public string? BlocksJson => Blocks is null ? null : Json(Blocks);

    public static SlackContent Of(BotText text)
    {
        if (!text.Parts.Any(part => part is Offered or OfferedChoice))
            return new SlackContent(SlackFormatter.Write(text), null);

        var pressable = SlackPressables.Of(text);
        var words = SlackFormatter.Write(pressable).Trim();
        return new SlackContent(words.Length > 0 ? words : SlackFormatter.Write(SlackPressables.Labels(pressable)), SlackBlockWriter.Write(pressable));
    }

    /// <summary>Not escaped more than JSON needs: Slack counts characters.</summary>
    public static string Json(JsonNode node) => node.ToJsonString(Compact);
}
