using System.Text;
using System.Text.Json;

namespace IncidentBot.Slack;

/// <summary>All that a message says, once: its text, its blocks and its attachments say the same in part, or each their own. In Slack's wire forms.</summary>
public static class SlackMessageText
{
    public static string Of(JsonElement message, bool isBot)
    {
        var text = message.Text("text"u8) ?? "";
        if (!isBot && SlackBlocks.IsTyped(message) && SlackBlocks.Read(message) is { Length: > 0 } typed)
            text = typed;
        else if (isBot || text.Length == 0)
            text = Together(text, SlackBlocks.Read(message));

        return SlackAttachments.Read(message, isBot).Aggregate(text, Together);
    }

    /// <summary>A summary that the rest repeats gives way to it, and so does a rest that the summary has already.</summary>
    private static string Together(string said, string more)
    {
        var (short1, short2) = (Letters(said), Letters(more));
        if (short2.Length == 0)
            return said.Length == 0 ? more : said;
        if (short2.Contains(short1, StringComparison.Ordinal))
            return more;

        return short1.Contains(short2, StringComparison.Ordinal) ? said : $"{said}\n{more}";
    }

    /// <summary>What is left of a text without its markup: the same words in bold are the same words.</summary>
    private static string Letters(string text)
    {
        var letters = new StringBuilder(text.Length);
        foreach (var letter in SlackText.Read(text, new SlackReading(id => id)))
        {
            if (char.IsLetterOrDigit(letter))
                letters.Append(char.ToLowerInvariant(letter));
        }

        return letters.ToString();
    }
}
