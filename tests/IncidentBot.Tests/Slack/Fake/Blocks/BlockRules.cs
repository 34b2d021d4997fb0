using System.Globalization;
using System.Text.Json.Nodes;

namespace IncidentBot.Tests.Slack.Fake;

/// <summary>Where blocks are shown.</summary>
internal enum Surface
{
    Message,
    Modal,
    Home,
}

/// <summary>The rules of Block Kit; the first thing amiss refuses the whole.</summary>
internal static class BlockRules
{
    private const int LongestMarkdown = 12_000;

    public static void CheckMessage(JsonArray blocks)
    {
        try
        {
            Check(blocks, Surface.Message, "");
        }
        catch (BlockFault fault)
        {
            throw new SlackError("invalid_blocks", fault.Message);
        }
    }

    public static void Check(JsonArray blocks, Surface surface, string at)
    {
        var most = surface == Surface.Message ? 50 : 100;
        var parts = new BlockPart(new JsonObject { ["blocks"] = blocks.DeepClone() }, at).Parts("blocks", most, least: 0);
        var ids = new HashSet<string>();
        foreach (var block in parts)
        {
            block.Chars("block_id", 255);
            if (block.Word("block_id") is { } id && !ids.Add(id))
                throw block.Amiss("block_id", $"\"block_id\" \"{id}\" already exists");
            CheckBlock(block, surface);
        }

        if (parts.Where(block => block.Type == "markdown").Sum(block => block.Word("text")!.EnumerateRunes().Count()) > LongestMarkdown)
            throw new BlockFault(at + "/blocks", string.Create(CultureInfo.InvariantCulture, $"markdown blocks must be less than {LongestMarkdown + 1} characters together"));
        if (parts.Select(block => block.Part("element")).Count(element => element?.Flag("focus_on_load") == true) > 1)
            throw new BlockFault(at + "/blocks", "only one element may have focus_on_load");
    }

    private static void CheckBlock(BlockPart block, Surface surface)
    {
        if (!IsFor(block.Type, surface))
            throw block.Amiss("type", $"unsupported type: {block.Type}");

        switch (block.Type)
        {
            case "section":
                CheckSection(block);
                break;
            case "header":
                block.Only("text", "block_id").Needs("text").Text("text", 150, plainOnly: true);
                break;
            case "context":
                CheckContext(block);
                break;
            case "actions":
                CheckActions(block);
                break;
            case "input":
                CheckInput(block, surface);
                break;
            case "image":
                ElementRules.CheckImage(block.Only("block_id", "image_url", "slack_file", "alt_text", "title"));
                block.Text("title", 2000, plainOnly: true);
                break;
            case "divider":
                block.Only("block_id");
                break;
            case "markdown":
                block.Only("block_id", "text").Needs("text").Chars("text", LongestMarkdown);
                break;
            case "rich_text":
                RichTextRules.Check(block);
                break;
            case "table":
                CheckTable(block);
                break;
        }
    }

    private static bool IsFor(string? type, Surface surface) => type switch
    {
        "section" or "header" or "context" or "actions" or "input" or "image" or "divider" or "rich_text" or "video" => true,
        "markdown" or "container" or "context_actions" or "plan" or "task_card" => surface == Surface.Message,
        "card" or "carousel" or "table" or "data_table" => surface != Surface.Modal,
        "alert" => surface == Surface.Modal,
        _ => false,
    };

    private static void CheckSection(BlockPart block)
    {
        block.Only("block_id", "text", "fields", "accessory", "expand");
        if (!block.Has("text") && !block.Has("fields"))
            throw block.Amiss("missing required field: text");

        block.Text("text", 3000);
        if (block.Has("fields"))
        {
            foreach (var field in block.Parts("fields", 10))
                field.IsText(2000);
        }

        if (block.Part("accessory") is { } accessory)
            ElementRules.Check(accessory, ElementRules.InSection);
    }

    private static void CheckContext(BlockPart block)
    {
        foreach (var element in block.Only("block_id", "elements").Parts("elements", 10))
        {
            if (element.Type == "image")
                ElementRules.CheckImage(element.Only("image_url", "slack_file", "alt_text"));
            else
                element.IsText(3000);
        }
    }

    private static void CheckActions(BlockPart block)
    {
        var ids = new HashSet<string>();
        foreach (var element in block.Only("block_id", "elements").Parts("elements", 25))
        {
            ElementRules.Check(element, ElementRules.InActions);
            if (element.Word("action_id") is { } id && !ids.Add(id))
                throw element.Amiss("action_id", $"\"action_id\" \"{id}\" already exists in this block");
        }
    }

    private static void CheckInput(BlockPart block, Surface surface)
    {
        block.Only("block_id", "label", "element", "dispatch_action", "hint", "optional").Needs("label", "element");
        block.Text("label", 2000, plainOnly: true);
        block.Text("hint", 2000, plainOnly: true);
        block.Flag("optional");
        block.Flag("dispatch_action");
        var element = block.Part("element")!;
        if (surface != Surface.Modal && element.Has("response_url_enabled"))
            throw element.Amiss("invalid additional property: response_url_enabled");
        ElementRules.Check(element, ElementRules.InInput);
    }

    private static void CheckTable(BlockPart block)
    {
        block.Only("block_id", "rows", "column_settings").Needs("rows");
        if (block.Json["rows"] is not JsonArray { Count: > 0 and <= 100 } rows)
            throw block.Amiss("rows", "must have 1 to 100 rows");
        if (rows.Any(row => row is not JsonArray { Count: > 0 and <= 20 }))
            throw block.Amiss("rows", "a row must have 1 to 20 cells");
    }
}
