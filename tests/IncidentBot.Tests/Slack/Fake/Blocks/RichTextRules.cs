namespace IncidentBot.Tests.Slack.Fake;

/// <summary>Text with its structure, as the composer makes it.</summary>
internal static class RichTextRules
{
    private const int Many = 10_000;

    public static void Check(BlockPart block)
    {
        foreach (var element in block.Only("block_id", "elements").Needs("elements").Parts("elements", Many))
            CheckElement(element);
    }

    private static void CheckElement(BlockPart element)
    {
        switch (element.Type)
        {
            case "rich_text_section" or "rich_text_quote" or "rich_text_preformatted":
                foreach (var leaf in element.Only("elements", "border", "language").Needs("elements").Parts("elements", Many, least: 0))
                    CheckLeaf(leaf);
                break;
            case "rich_text_list":
                element.Only("elements", "style", "indent", "offset", "border").Needs("elements", "style").OneOf("style", "bullet", "ordered");
                foreach (var item in element.Parts("elements", Many))
                    CheckElement(item);
                break;
            case var type:
                throw element.Amiss("type", $"unsupported type: {type}");
        }
    }

    private static void CheckLeaf(BlockPart leaf)
    {
        var needed = leaf.Type switch
        {
            "text" => "text",
            "link" => "url",
            "user" => "user_id",
            "usergroup" => "usergroup_id",
            "channel" => "channel_id",
            "broadcast" => "range",
            "emoji" => "name",
            "date" => "timestamp",
            "color" => "value",
            var type => throw leaf.Amiss("type", $"unsupported type: {type}"),
        };
        leaf.Needs(needed);
        if (leaf.Type == "text")
            leaf.Chars("text", 40_000);
        if (leaf.Type == "link")
            ElementRules.CheckUrl(leaf, "url");
    }
}
