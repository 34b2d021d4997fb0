using System.Collections.Immutable;
using System.Text.Json.Nodes;
using IncidentBot.Incidents;

namespace IncidentBot.Slack;

/// <summary>
/// Writes what the bot says as blocks: words as sections, a button behind words beside them, what stands on a line of
/// its own as a row. Source of the limits: docs.slack.dev "Blocks".
/// </summary>
public sealed class SlackBlockWriter
{
    public const int LongestSection = 3000;
    private const int MostInRow = 25;

    private readonly List<SlackBlock> _blocks = [];
    private readonly List<string> _words = [];
    private readonly SlackElements _elements = new();

    public static JsonArray Write(BotText text) => Write(text, SlackRoom.Message);

    public static JsonArray Write(BotText text, SlackRoom room)
    {
        var writer = new SlackBlockWriter();
        foreach (var line in SlackLine.In(text))
            writer.Add(line);
        writer.EndParagraph(null);
        return SlackBlock.Fitted(writer._blocks, text.Parts.OfType<Linked>().FirstOrDefault(), room);
    }

    private void Add(SlackLine line)
    {
        if (line.Offers.IsEmpty)
        {
            _words.Add(line.Words);
            return;
        }

        EndParagraph(null);
        var beside = string.IsNullOrWhiteSpace(line.Words) ? null : line.Offers[0] as Offered;
        _words.Add(line.Words);
        EndParagraph(beside is null ? null : _elements.Button(beside));
        AddRow(beside is null ? line.Offers : line.Offers.RemoveAt(0));
    }

    private void EndParagraph(JsonObject? accessory)
    {
        var pieces = SlackCut.Pieces(LongestSection, string.Join('\n', _words).Trim('\n')).Where(piece => !string.IsNullOrWhiteSpace(piece)).ToList();
        _words.Clear();
        for (var place = 0; place < pieces.Count; place++)
            _blocks.Add(SlackBlock.Section(pieces[place], place == pieces.Count - 1 ? accessory : null));
    }

    private void AddRow(ImmutableArray<TextPart> offers)
    {
        foreach (var row in offers.SelectMany(_elements.Of).Chunk(MostInRow))
            _blocks.Add(SlackBlock.Row(row));
    }
}
