using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace IncidentBot.Tests.Slack.Fake;

/// <summary>Finds in a post what Slack would find there: the tokens that ring people.</summary>
internal static partial class ControlTokens
{
    /// <summary>Whom a post rings, each once: by its text, which notifications show, and by its blocks.</summary>
    public static IEnumerable<string> Rung(string text, JsonArray? blocks, JsonArray? attachments = null) =>
        InText(text).Concat(InBlocks(blocks)).Concat((attachments ?? []).OfType<JsonObject>().SelectMany(InAttachment)).Distinct();

    private static IEnumerable<string> InText(string text) =>
        Token().Matches(text).Select(token => token.Groups["whom"].Value.Split('|')[0].Replace("subteam^", "", StringComparison.Ordinal));

    private static IEnumerable<string> InAttachment(JsonObject attachment) =>
        new[] { "pretext", "text" }.SelectMany(name => InText(Text(attachment, name) ?? "")).Concat(InBlocks(attachment["blocks"]));

    private static IEnumerable<string> InBlocks(JsonNode? node) => node switch
    {
        JsonArray list => list.SelectMany(InBlocks),
        JsonObject { } element when Text(element, "type") is "mrkdwn" => InText(Text(element, "text") ?? ""),
        JsonObject { } element when Text(element, "type") is "broadcast" => [Text(element, "range") ?? "channel"],
        JsonObject { } element when Text(element, "type") is "user" => [Text(element, "user_id") ?? ""],
        JsonObject { } element when Text(element, "type") is "usergroup" => [Text(element, "usergroup_id") ?? ""],
        JsonObject { } element => element.SelectMany(member => InBlocks(member.Value)),
        _ => [],
    };

    private static string? Text(JsonObject element, string name) => element[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    [GeneratedRegex(@"<(?:@|!(?=channel|here|everyone|subteam\^))(?<whom>[^>]+)>")]
    private static partial Regex Token();
}
