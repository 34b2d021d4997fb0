using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace IncidentBot.Tests.Slack.Fake;

/// <summary>What somebody types, as Slack's client sends it: escaped, with names made into tokens, and as rich text beside it.</summary>
internal sealed partial class TypedText(FakeWorkspace workspace)
{
    /// <param name="withNames">As command lines carry tokens: <c>&lt;@U01|ada&gt;</c>.</param>
    public string ToWire(string typed, bool withNames = false) => string.Concat(PartsOf(typed).Select(part => part.ToWire(withNames)));

    public JsonArray ToRichText(string typed)
    {
        var blocks = typed.Split("```").Select((text, place) => (Text: text, IsCode: place % 2 == 1)).Where(piece => piece.Text.Length > 0);
        return new JsonArray(new JsonObject
        {
            ["type"] = "rich_text",
            ["block_id"] = "typed",
            ["elements"] = new JsonArray([.. blocks.Select(piece => SectionOf(piece.Text, piece.IsCode))]),
        });
    }

    private JsonNode SectionOf(string text, bool isCode) => new JsonObject
    {
        ["type"] = isCode ? "rich_text_preformatted" : "rich_text_section",
        ["elements"] = new JsonArray([.. isCode ? [new Part("text", text, text, text).ToLeaf()] : PartsOf(text).Select(part => part.ToLeaf())]),
    };

    private List<Part> PartsOf(string typed)
    {
        var parts = new List<Part>();
        var last = 0;
        for (var match = Named().Match(typed); match.Success; match = Named().Match(typed, Math.Max(last, match.Index + 1)))
        {
            if (Recognise(match.Value) is not { } known)
                continue;
            if (match.Index > last)
                parts.Add(Part.Of(typed[last..match.Index]));
            parts.Add(known.Part);
            last = match.Index + known.Length;
        }

        if (last < typed.Length)
            parts.Add(Part.Of(typed[last..]));
        return parts;
    }

    private (Part Part, int Length)? Recognise(string word)
    {
        if (word.StartsWith("http", StringComparison.Ordinal))
            return (new Part("link", word, $"<{Escape(word)}>", $"<{Escape(word)}>"), word.Length);
        if (word is "@here" or "@channel" or "@everyone")
            return (new Part("broadcast", word[1..], $"<!{word[1..]}>", $"<!{word[1..]}>"), word.Length);

        lock (workspace.Gate)
        {
            if (word[0] == '#')
                return workspace.Channels.Where(channel => word == "#" + channel.Name).Select(channel => ((Part, int)?)(
                    new Part("channel", channel.Id, $"<#{channel.Id}|{channel.Name}>", $"<#{channel.Id}|{channel.Name}>"), word.Length)).FirstOrDefault();
            if (workspace.Users.OrderByDescending(user => user.Name.Length).FirstOrDefault(user => word.StartsWith("@" + user.Name, StringComparison.Ordinal)) is { } user)
                return (new Part("user", user.Id, $"<@{user.Id}>", $"<@{user.Id}|{user.Handle}>"), user.Name.Length + 1);

            return workspace.Groups.Where(group => word.StartsWith("@" + group.Handle, StringComparison.Ordinal)).Select(group => ((Part, int)?)(
                new Part("usergroup", group.Id, $"<!subteam^{group.Id}>", $"<!subteam^{group.Id}|@{group.Handle}>"), group.Handle.Length + 1)).FirstOrDefault();
        }
    }

    internal static string Escape(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    [GeneratedRegex(@"(?<![\w@#])(?:@\p{L}[^\n@#]*|#[\p{L}\d_-]+|https?://[^\s<>|]+)")]
    private static partial Regex Named();

    private sealed record Part(string Type, string Value, string Wire, string WireWithName)
    {
        public static Part Of(string text) => new("text", text, Escape(text), Escape(text));

        public string ToWire(bool withName) => withName ? WireWithName : Wire;

        public JsonNode ToLeaf() => Type switch
        {
            "link" => new JsonObject { ["type"] = Type, ["url"] = Value },
            "broadcast" => new JsonObject { ["type"] = Type, ["range"] = Value },
            "text" => new JsonObject { ["type"] = Type, ["text"] = Value },
            _ => new JsonObject { ["type"] = Type, [Type + "_id"] = Value },
        };
    }
}
