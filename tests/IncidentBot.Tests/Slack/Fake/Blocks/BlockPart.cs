using System.Globalization;
using System.Text.Json.Nodes;

namespace IncidentBot.Tests.Slack.Fake;

/// <summary>A block, an element or a smaller part, and where it stands; its questions refuse what Slack refuses.</summary>
internal sealed record BlockPart(JsonObject Json, string At)
{
    public string? Type => Word("type");

    public static BlockPart Of(JsonNode? node, string at) => new(node as JsonObject ?? throw new BlockFault(at, "must provide an object"), at);

    public string? Word(string name) => Json[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    public bool Has(string name) => Json[name] is not null;

    public bool Flag(string name) => Json[name] is { } node && (node is JsonValue value && value.TryGetValue(out bool flag) ? flag : throw Amiss(name, "must be a boolean"));

    public int? Number(string name) =>
        Json[name] is not { } node ? null
        : node is JsonValue value && value.TryGetValue(out int number) ? number
        : throw Amiss(name, "must be an integer");

    public BlockFault Amiss(string why) => new(At, why);

    public BlockFault Amiss(string name, string why) => new($"{At}/{name}", why);

    public BlockPart Only(params IEnumerable<string> names)
    {
        foreach (var (name, _) in Json)
        {
            if (name != "type" && !names.Contains(name))
                throw Amiss($"invalid additional property: {name}");
        }

        return this;
    }

    public BlockPart Needs(params IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            if (!Has(name))
                throw Amiss($"missing required field: {name}");
        }

        return this;
    }

    public BlockPart? Part(string name) => Json[name] is { } node ? Of(node, $"{At}/{name}") : null;

    public IReadOnlyList<BlockPart> Parts(string name, int most, int least = 1)
    {
        var list = Json[name] as JsonArray ?? throw Amiss(name, "must provide an array");
        if (list.Count < least)
            throw Amiss(name, string.Create(CultureInfo.InvariantCulture, $"no less than {least} items required"));
        if (list.Count > most)
            throw Amiss(name, string.Create(CultureInfo.InvariantCulture, $"no more than {most} items allowed"));
        return [.. list.Select((item, place) => Of(item, string.Create(CultureInfo.InvariantCulture, $"{At}/{name}/{place}")))];
    }

    /// <summary>A string, if it is there at all.</summary>
    public void Chars(string name, int longest, int shortest = 1)
    {
        if (Json[name] is not { } node)
            return;

        var length = (node is JsonValue value && value.TryGetValue(out string? text) ? text : throw Amiss(name, "must be a string")).EnumerateRunes().Count();
        if (length < shortest)
            throw Amiss(name, string.Create(CultureInfo.InvariantCulture, $"must be more than {shortest - 1} characters"));
        if (length > longest)
            throw Amiss(name, string.Create(CultureInfo.InvariantCulture, $"must be less than {longest + 1} characters"));
    }

    public void OneOf(string name, params string[] words)
    {
        if (Has(name) && !words.Contains(Word(name)))
            throw Amiss(name, $"must be one of: {string.Join(", ", words)}");
    }

    /// <summary>A text object, if it is there at all.</summary>
    public void Text(string name, int longest, bool plainOnly = false) => Part(name)?.IsText(longest, plainOnly);

    public void IsText(int longest, bool plainOnly = false)
    {
        var extra = Type switch
        {
            "plain_text" => "emoji",
            "mrkdwn" when !plainOnly => "verbatim",
            _ => throw Amiss(plainOnly ? "must be plain_text" : "must be plain_text or mrkdwn"),
        };
        Only("text", extra).Needs("text");
        Chars("text", longest);
        Flag(extra);
    }
}
