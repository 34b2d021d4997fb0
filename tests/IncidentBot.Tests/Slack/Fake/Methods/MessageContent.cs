using System.Text.Json.Nodes;

namespace IncidentBot.Tests.Slack.Fake.Methods;

/// <summary>What a post says, checked.</summary>
internal sealed record MessageContent(string Text, JsonArray? Blocks, JsonArray? Attachments, JsonNode? Metadata)
{
    private const int LongestText = 40_000;
    private const int LongestMarkdown = 12_000;
    private const int MostAttachments = 100;

    public static MessageContent Of(ApiCall call, FakeWorkspace workspace)
    {
        var blocks = List(call, "blocks");
        var attachments = List(call, "attachments");
        var markdown = call.Text("markdown_text");
        if (markdown is not null && (call.Text("text") is not null || blocks is not null))
            throw new SlackError("markdown_text_conflict");

        var text = markdown ?? call.Text("text") ?? "";
        if (text.Trim().Length == 0 && blocks is not { Count: > 0 } && attachments is not { Count: > 0 })
            throw new SlackError("no_text");
        if (text.Length > (markdown is null ? LongestText : LongestMarkdown))
            throw new SlackError("msg_too_long");
        if (attachments?.Count > MostAttachments)
            throw new SlackError("too_many_attachments");
        if (blocks is not null)
            BlockRules.CheckMessage(blocks);
        return new MessageContent(text, blocks is null ? null : BlockIds.Give(blocks, workspace), attachments, MetadataOf(call));
    }

    /// <summary>Text without blocks takes the blocks away.</summary>
    public void PutInto(FakeMessage message)
    {
        (message.Text, message.Blocks, message.Attachments) = (Text, Blocks, Attachments);
        message.Metadata = Metadata ?? message.Metadata;
    }

    private static JsonArray? List(ApiCall call, string name) => call.Json(name) switch
    {
        null => null,
        JsonArray list => list,
        _ => throw new SlackError($"invalid_{name}_format"),
    };

    private static JsonNode? MetadataOf(ApiCall call) => call.Json("metadata") switch
    {
        null => null,
        JsonObject { } metadata when PlacedElement.Word(metadata, "event_type") is { Length: > 0 } && metadata["event_payload"] is JsonObject => metadata,
        _ => throw new SlackError("invalid_metadata_format"),
    };
}
