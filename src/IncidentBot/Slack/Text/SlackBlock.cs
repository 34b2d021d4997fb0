using System.Text.Json.Nodes;
using IncidentBot.Incidents;

namespace IncidentBot.Slack;

/// <summary>A block, and how much it says.</summary>
public sealed class SlackBlock(JsonObject json, int length)
{
    private const int LongestLabel = 75;

    private readonly int _length = length;

    public JsonObject Json => json;

    private bool IsRow => (string?)json["type"] == "actions";

    /// <param name="mrkdwn">At most 3,000 characters.</param>
    public static SlackBlock Section(string mrkdwn, JsonObject? accessory = null)
    {
        var section = new JsonObject { ["type"] = "section", ["text"] = new JsonObject { ["type"] = "mrkdwn", ["text"] = mrkdwn } };
        if (accessory is not null)
            section["accessory"] = accessory;
        return new SlackBlock(section, mrkdwn.Length);
    }

    /// <param name="elements">At most 25.</param>
    public static SlackBlock Row(JsonObject[] elements) => new(new JsonObject { ["type"] = "actions", ["elements"] = new JsonArray([.. elements]) }, 0);

    /// <summary>As many as there is room for. Words give way to buttons, and what was left out is said, with the link to it.</summary>
    public static JsonArray Fitted(IReadOnlyList<SlackBlock> blocks, Linked? rest, SlackRoom room)
    {
        var rows = blocks.Where(block => block.IsRow).Take(room.Rows).ToHashSet();
        var sections = blocks.Where(block => !block.IsRow).ToList();
        var shown = Shown(sections, room with { Blocks = room.Blocks - rows.Count });
        var isCut = shown < sections.Count;
        var last = isCut ? sections[shown] : null;
        var kept = sections.Take(shown).ToHashSet();

        var fitted = new JsonArray();
        foreach (var block in blocks)
        {
            if (block == last)
                fitted.Add(Section(SlackCut.To(SlackBlockWriter.LongestSection, SlackFormatter.Write(More(rest)))).Json);
            else if (kept.Contains(block) || rows.Contains(block))
                fitted.Add(block.Json);
        }

        return fitted;
    }

    private static int Shown(List<SlackBlock> sections, SlackRoom room)
    {
        if (sections.Count <= room.Blocks && sections.Sum(section => section._length) <= room.Characters)
            return sections.Count;

        var (shown, together) = (0, 0);
        while (shown < Math.Min(sections.Count, room.Blocks - 1) && (together += sections[shown]._length) <= room.Characters)
            shown++;
        return shown;
    }

    private static BotText More(Linked? rest) => rest is null
        ? BotText.Say($"There is more than fits into a message.")
        : BotText.Say($"There is more than fits into a message: {rest with { Label = SlackCut.Plain(LongestLabel, rest.Label) }}");
}
