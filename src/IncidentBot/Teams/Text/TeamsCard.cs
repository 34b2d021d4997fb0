using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using IncidentBot.Incidents;

namespace IncidentBot.Teams;

/// <summary>
/// Writes what the bot says as an Adaptive Card: a line as a text, what is offered behind words beside them, what stands
/// on a line of its own as a row. Words give way to buttons where both do not fit.
/// </summary>
public sealed class TeamsCard
{
    public const string ContentType = "application/vnd.microsoft.card.adaptive";

    /// <summary>Of a card, as UTF-8. Other ways into Teams end at 28 KB.</summary>
    public const int Largest = 27_000;

    private const int LongestLine = 6000;
    private const int RoomForFrame = 1000;
    private const int MostBeside = 2;

    private readonly List<(JsonObject Element, bool IsWords)> _elements = [];
    private readonly TeamsText _text;

    private TeamsCard(IReadOnlyDictionary<string, TeamsPerson> people) => _text = new TeamsText(isCard: true, people);

    public static JsonObject Write(BotText text, IReadOnlyDictionary<string, TeamsPerson> people)
    {
        var card = new TeamsCard(people);
        foreach (var line in Lines(text))
            card.Add(line);

        var body = card.Fitted(text.Parts.OfType<Linked>().FirstOrDefault());
        var msteams = new JsonObject { ["width"] = "Full" };
        if (card._text.MentionsIn(string.Concat(WordsIn(body))) is { Count: > 0 } mentions)
            msteams["entities"] = mentions;
        return Framed(body, msteams);
    }

    public static JsonObject Framed(JsonArray body, JsonObject msteams) => new()
    {
        ["type"] = "AdaptiveCard",
        ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
        ["version"] = "1.5",
        ["msteams"] = msteams,
        ["body"] = body,
    };

    public static JsonObject Words(string markdown) => new() { ["type"] = "TextBlock", ["text"] = markdown, ["wrap"] = true };

    private void Add(ImmutableArray<TextPart> line)
    {
        var offers = line.Where(part => part is Offered or OfferedChoice).ToList();
        var words = _text.Write(new BotText(line), LongestLine).TrimEnd();
        if (string.IsNullOrWhiteSpace(words))
            AddRows(offers);
        else if (offers.Count is > 0 and <= MostBeside && offers.TrueForAll(offer => offer is Offered))
            _elements.Add((Beside(words, offers), false));
        else
        {
            var text = Words(words);
            if (_elements.Count > 0 && _elements[^1].IsWords)
                text["spacing"] = "Small";
            _elements.Add((text, true));
            AddRows(offers);
        }
    }

    private void AddRows(List<TextPart> offers)
    {
        foreach (var row in TeamsActions.Rows(offers))
            _elements.Add((row, false));
    }

    private static JsonObject Beside(string words, List<TextPart> offers) => new()
    {
        ["type"] = "ColumnSet",
        ["columns"] = new JsonArray(
            new JsonObject { ["type"] = "Column", ["width"] = "stretch", ["verticalContentAlignment"] = "Center", ["items"] = new JsonArray(Words(words)) },
            new JsonObject { ["type"] = "Column", ["width"] = "auto", ["items"] = new JsonArray([.. TeamsActions.Rows(offers)]) }),
    };

    private JsonArray Fitted(Linked? rest)
    {
        var room = Largest - RoomForFrame - SizeOf(_text.MentionsIn(string.Concat(_elements.SelectMany(element => WordsIn(element.Element)))));
        var forWords = room - _elements.Where(element => !element.IsWords).Sum(element => SizeOf(element.Element));
        var (fitted, taken, isCut) = (new JsonArray(), 0, false);
        foreach (var (element, isWords) in _elements)
        {
            var size = SizeOf(element);
            // Should buttons alone be too many, the last of them go.
            var fits = isWords ? !isCut && (forWords -= size) >= 0 : taken + size <= room;
            if (fits)
            {
                taken += size;
                fitted.Add(element);
            }
            else if (!isCut)
            {
                isCut = true;
                fitted.Add(Words(_text.Write(More(rest), LongestLine)));
            }
        }

        return fitted;
    }

    private static IEnumerable<string> WordsIn(JsonNode? node) => node switch
    {
        JsonObject { Count: > 0 } element when (string?)element["type"] == "TextBlock" => [(string)element["text"]!],
        JsonObject element => element.SelectMany(property => WordsIn(property.Value)),
        JsonArray list => list.SelectMany(WordsIn),
        _ => [],
    };

    private static int SizeOf(JsonNode node) => Encoding.UTF8.GetByteCount(node.Compactly()) + 1;

    private static BotText More(Linked? rest) => rest is { Url.Length: < 500 }
        ? BotText.Say($"There is more than fits into a card: {rest with { Label = TeamsActions.Label(rest.Label) }}")
        : BotText.Say($"There is more than fits into a card.");

    /// <summary>Parted where our own words end a line.</summary>
    private static IEnumerable<ImmutableArray<TextPart>> Lines(BotText text)
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
                {
                    yield return line.ToImmutable();
                    line.Clear();
                }

                if (words[place].Length > 0)
                    line.Add(new Wording(words[place]));
            }
        }

        yield return line.ToImmutable();
    }
}
