using System.Text.Json.Nodes;

namespace IncidentBot.Tests.Slack.Fake.Methods;

/// <summary>Canvases, which plans and administrators can forbid.</summary>
internal sealed class CanvasMethods(FakeWorkspace workspace)
{
    private const int LongestMarkdown = 1_048_576;

    public IEnumerable<ApiMethod> All =>
    [
        new("conversations.canvases.create", 2, CreateInChannel) { Scopes = _ => ["canvases:write"] },
        new("canvases.create", 2, Create) { Scopes = _ => ["canvases:write"] },
        new("canvases.edit", 3, Edit) { Scopes = _ => ["canvases:write"] },
        new("canvases.sections.lookup", 3, LookUp) { Scopes = _ => ["canvases:read"] },
    ];

    /// <summary>A channel has one canvas of its own.</summary>
    private JsonObject CreateInChannel(ApiCall call)
    {
        CheckAllowed();
        var channel = ChannelOf(call);
        if (channel.Canvas is not null)
            throw new SlackError("channel_canvas_already_exists");

        var canvas = New(call, channel.Id);
        channel.Canvas = canvas;
        return new JsonObject { ["canvas_id"] = canvas.Id };
    }

    private JsonObject Create(ApiCall call)
    {
        CheckAllowed();
        return new JsonObject { ["canvas_id"] = New(call, call.Text("channel_id") is null ? null : ChannelOf(call).Id).Id };
    }

    /// <summary>One change a call.</summary>
    private JsonObject Edit(ApiCall call)
    {
        CheckAllowed();
        var canvas = CanvasOf(call);
        if (call.Json("changes") is not JsonArray { Count: 1 } changes || changes[0] is not JsonObject change)
            throw new SlackError("invalid_arguments", "[ERROR] must provide exactly 1 change [json-pointer:/changes]");

        var section = PlacedElement.Word(change, "section_id");
        if (section is not null && !canvas.Has(section))
            throw new SlackError("canvas_editing_failed", $"[ERROR] section not found: {section}");
        Apply(canvas, change, section);
        return [];
    }

    private static void Apply(FakeCanvas canvas, JsonObject change, string? section)
    {
        switch (PlacedElement.Word(change, "operation"))
        {
            case "insert_at_start":
                canvas.Insert(0, MarkdownOf(change["document_content"]));
                break;
            case "insert_at_end":
                canvas.InsertAtEnd(MarkdownOf(change["document_content"]));
                break;
            case "insert_before":
                canvas.InsertBeside(Needed(section), MarkdownOf(change["document_content"]), isAfter: false);
                break;
            case "insert_after":
                canvas.InsertBeside(Needed(section), MarkdownOf(change["document_content"]), isAfter: true);
                break;
            case "replace":
                canvas.Replace(section, MarkdownOf(change["document_content"]));
                break;
            case "delete":
                canvas.Delete(Needed(section));
                break;
            case "rename":
                canvas.Title = MarkdownOf(change["title_content"]);
                break;
            case var operation:
                throw new SlackError("invalid_arguments", $"[ERROR] unknown operation: {operation} [json-pointer:/changes/0/operation]");
        }
    }

    private JsonObject LookUp(ApiCall call)
    {
        CheckAllowed();
        var canvas = CanvasOf(call);
        if (call.Json("criteria") is not JsonObject criteria || (criteria["section_types"] is null && criteria["contains_text"] is null))
            throw new SlackError("invalid_arguments", "[ERROR] missing required field: criteria");

        var types = (criteria["section_types"] as JsonArray ?? []).Select(type => type!.GetValue<string>()).ToList();
        var found = canvas.Find(types, PlacedElement.Word(criteria, "contains_text"));
        return new JsonObject { ["sections"] = new JsonArray([.. found.Select(id => new JsonObject { ["id"] = id })]) };
    }

    private FakeCanvas New(ApiCall call, string? channelId)
    {
        var canvas = new FakeCanvas(workspace.NewId("F"), channelId) { Title = call.Text("title") ?? "" };
        if (call.Json("document_content") is { } content)
            canvas.InsertAtEnd(MarkdownOf(content));
        workspace.Canvases.Add(canvas);
        return canvas;
    }

    private FakeCanvas CanvasOf(ApiCall call)
    {
        var id = call.Required("canvas_id");
        return workspace.Canvases.FirstOrDefault(canvas => canvas.Id == id) ?? throw new SlackError("canvas_not_found");
    }

    private FakeChannel ChannelOf(ApiCall call)
    {
        var channel = workspace.SeenBy(call, "channel_id");
        if (!channel.Has(workspace.BotUser.Id))
            throw new SlackError("not_in_channel");
        return channel.IsArchived ? throw new SlackError("is_archived") : channel;
    }

    private void CheckAllowed()
    {
        if (workspace.ForbidsCanvases)
            throw new SlackError("canvas_disabled_user_team");
    }

    private static string Needed(string? section) => section ?? throw new SlackError("invalid_arguments", "[ERROR] missing required field: section_id [json-pointer:/changes/0]");

    private static string MarkdownOf(JsonNode? content)
    {
        if (PlacedElement.Word(content, "type") != "markdown" || PlacedElement.Word(content, "markdown") is not { } markdown)
            throw new SlackError("invalid_arguments", "[ERROR] must provide markdown [json-pointer:/document_content]");
        return markdown.Length > LongestMarkdown ? throw new SlackError("invalid_arguments", "[ERROR] document_content is too long") : markdown;
    }
}
