using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using IncidentBot.Incidents;

namespace IncidentBot.Teams;

/// <summary>Writes what the bot says for a message or for a card, and keeps the mentions that it must be sent with. What can be pressed is left out.</summary>
/// <param name="people">Who can be mentioned, by the person's id; others appear by name.</param>
public sealed class TeamsText(bool isCard, IReadOnlyDictionary<string, TeamsPerson> people)
{
    private const string Mark = "…";

    private readonly TeamsEscape _escape = new(isCard);
    private readonly Dictionary<string, TeamsPerson> _mentioned = new(StringComparer.Ordinal);

    /// <summary>As <c>entities</c> of the activity or of the card; those that were cut off are not among them.</summary>
    public JsonArray MentionsIn(string written) =>
        new([.. _mentioned.Where(mention => written.Contains(mention.Key, StringComparison.Ordinal)).Select(mention => Entity(mention.Key, mention.Value))]);

    /// <param name="longest">In characters, as written; more is cut, never inside an escape or a mention.</param>
    public string Write(BotText text, int longest)
    {
        var written = new StringBuilder();
        var marks = new Marks();
        foreach (var part in text.Parts)
        {
            var piece = part is Wording wording ? Wording(wording.Text, marks) : Write(part, marks.IsCode);
            if (written.Length + piece.Length > longest)
            {
                written.Append(part is Quoted quoted ? Cut(quoted.Text, marks.IsCode, longest - written.Length) : Mark);
                break;
            }

            written.Append(piece);
        }

        return written.Append(marks.Close(isCard)).ToString();
    }

    /// <summary>A moment, in UTC: nobody's own zone is known to Teams' text.</summary>
    public static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private string Write(TextPart part, bool isCode) => part switch
    {
        Quoted quoted => _escape.Quoted(quoted.Text, isCode),
        Mentioned mentioned => Mention(mentioned, isCode),
        ChannelNamed channel => _escape.Quoted("#" + channel.Name, isCode).TrimStart('\\'),
        Linked linked => Link(linked, isCode),
        TimeShown time => Moment(time.At),
        _ => "",
    };

    private string Wording(string words, Marks marks)
    {
        var written = new StringBuilder(words.Length + 8);
        var from = 0;
        for (var at = 0; at <= words.Length; at++)
        {
            var isMark = at < words.Length && (words[at] == '`' || (words[at] == '*' && !marks.IsCode));
            if (!isMark && at < words.Length)
                continue;

            written.Append(_escape.Wording(words[from..at], marks.IsCode));
            if (isMark)
                written.Append(marks.Take(words[at], isCard));
            from = at + 1;
        }

        return written.ToString();
    }

    private string Mention(Mentioned mentioned, bool isCode)
    {
        if (isCode || !people.TryGetValue(mentioned.PersonId, out var person) || TeamsEscape.Name(person.Name) is not { Length: > 0 } name)
            return _escape.Quoted("@" + mentioned.Name, isCode);

        var token = $"<at>{name}</at>";
        // Two of one name are told apart by the text that stands for them.
        while (_mentioned.TryGetValue(token, out var other) && other != person)
            token = token.Insert(token.Length - "</at>".Length, "\u200B");
        _mentioned[token] = person;
        return token;
    }

    private string Link(Linked linked, bool isCode)
    {
        var label = _escape.Quoted(linked.Label.ReplaceLineEndings(" "), isCode);
        if (isCode || !Uri.TryCreate(linked.Url, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp))
            return label;

        var address = string.Concat(linked.Url.Select(letter => letter is '(' or ')' or '<' or '>' or '"' or '\\' or '[' or ']' || char.IsWhiteSpace(letter) || char.IsControl(letter)
            ? Uri.HexEscape(letter <= 0xFF ? letter : ' ')
            : letter.ToString()));
        return $"[{label}]({address})";
    }

    private string Cut(string text, bool isCode, int longest)
    {
        var kept = Math.Min(text.Length, Math.Max(0, longest - Mark.Length));
        while (kept > 0)
        {
            var cut = _escape.Quoted(text[..(char.IsHighSurrogate(text[kept - 1]) ? kept - 1 : kept)], isCode);
            if (cut.Length + Mark.Length <= longest)
                return cut + Mark;
            kept = kept * 3 / 4;
        }

        return Mark;
    }

    private static JsonObject Entity(string token, TeamsPerson person) => new()
    {
        ["type"] = "mention",
        ["text"] = token,
        ["mentioned"] = new JsonObject { ["id"] = person.UserId, ["name"] = person.Name },
    };

    /// <summary>Strong and code as they stand open. A card has no code: what can be typed is strong there.</summary>
    private sealed class Marks
    {
        private bool _isStrong;

        public bool IsCode { get; private set; }

        public string Take(char mark, bool isCard)
        {
            if (mark == '`')
            {
                IsCode = !IsCode;
                return !isCard ? "`" : _isStrong ? "" : "**";
            }

            _isStrong = !_isStrong;
            return "**";
        }

        public string Close(bool isCard) => (IsCode ? Take('`', isCard) : "") + (_isStrong ? "**" : "");
    }
}
