using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace IncidentBot.Slack;

/// <summary>What goes back to Slack in the same breath.</summary>
/// <param name="Body">Written as JSON; nothing for an empty body.</param>
public sealed record SlackAnswer(int Status, object? Body = null)
{
    public static SlackAnswer Taken { get; } = new(StatusCodes.Status200OK);

    public static SlackAnswer Unreadable { get; } = new(StatusCodes.Status400BadRequest);

    /// <summary>Slack delivers again: at once, after a minute, after five.</summary>
    public static SlackAnswer TryAgain { get; } = new(StatusCodes.Status503ServiceUnavailable);

    public static SlackAnswer Say(string text, bool isForAll) => Say(new SlackContent(text, null), isForAll);

    public static SlackAnswer Say(SlackContent content, bool isForAll) => new(StatusCodes.Status200OK, SlackResponse.Of(content, isForAll));

    /// <summary>The form stays open, with what was typed, and says below a field what is wrong with it.</summary>
    public static SlackAnswer Wrong(string field, string why) => new(
        StatusCodes.Status200OK, new Dictionary<string, object> { ["response_action"] = "errors", ["errors"] = new Dictionary<string, string> { [field] = why } });
}

/// <summary>An answer as Slack shows it. The names are Slack's.</summary>
public sealed record SlackResponse(
    [property: JsonPropertyName("response_type")] string ResponseType,
    [property: JsonPropertyName("text")] string Text)
{
    [JsonPropertyName("blocks")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonArray? Blocks { get; init; }

    /// <summary>Whether it takes the place of the message in which something was pressed.</summary>
    [JsonPropertyName("replace_original")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? ReplacesOriginal { get; init; }

    [JsonPropertyName("thread_ts")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Thread { get; init; }

    public static SlackResponse Of(SlackContent content, bool isForAll) => new(isForAll ? "in_channel" : "ephemeral", content.Text) { Blocks = content.Blocks };
}
