using System.Collections.Immutable;
using IncidentBot.Incidents;

namespace IncidentBot.Slack;

/// <summary>A line of what the bot says: words, and what can be pressed beside or below them.</summary>
/// <param name="Words">Written for Slack; what people typed may hold line ends of its own.</param>
public sealed record SlackLine(string Words, ImmutableArray<TextPart> Offers)
{
    /// <summary>Parted where our own words end a line.</summary>
    public static IEnumerable<SlackLine> In(BotText text)
    {
        var line = ImmutableArray.CreateBuilder<TextPart>();
        foreach (var part in text.Parts)
        {
            if (part is not Wording wording)
            {
                line.Add(part);
                continue;
            }

            var words = wording.Text.Split('\n');
            for (var place = 0; place < words.Length; place++)
            {
                if (place > 0)
                    yield return Take(line);
                if (words[place].Length > 0)
                    line.Add(new Wording(words[place]));
            }
        }

        yield return Take(line);
    }

    private static SlackLine Take(ImmutableArray<TextPart>.Builder line)
    {
        var parts = line.ToImmutable();
        line.Clear();
        return new SlackLine(SlackFormatter.Write(new BotText(parts)).TrimEnd(), [.. parts.Where(part => part is Offered or OfferedChoice)]);
    }
}
