using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IncidentBot.Teams;

/// <summary>
/// A <c>chatMessage</c> of Graph's as the activity by which Teams would have delivered it, so that what is read late is read by the
/// same code, and comes out the same. Sources: "chatMessage", "chatMessageMention" and "chatMessageReaction resource type".
/// </summary>
internal static class GraphActivity
{
    private const int MostMentions = 200;

    private static readonly Dictionary<string, string> Emoji = new(StringComparer.Ordinal) { ["📌"] = "1f4cc_pushpin", ["📍"] = "1f4cd_roundpushpin" };

    /// <summary>What somebody said; the rest is Teams' own talk of members and names.</summary>
    public static bool IsSaid(JsonElement message) => message.TextAt("messageType") is "message" or null && message.TextAt("id") is { Length: > 0 and < 100 } && FromOf(message) is not null;

    public static DateTimeOffset? TimeAt(JsonElement message, string name) =>
        DateTimeOffset.TryParse(message.TextAt(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null;

    public static TeamsActivity Message(GraphPlace place, JsonElement message, string type, DateTimeOffset at)
    {
        var activity = Bare(place, type, message.TextAt("id"), at, FromOf(message) ?? []);
        activity["entities"] = new JsonArray([.. Mentions(place, message)]);
        activity["attachments"] = new JsonArray([.. message.ItemsAt("attachments").Select(Attachment)]);
        var (body, content) = (message.At("body"), message.At("body").TextAt("content") ?? "");
        if (body.TextAt("contentType") == "html")
            activity["attachments"]!.AsArray().Insert(0, new JsonObject { ["contentType"] = "text/html", ["content"] = content });
        else
            activity["text"] = WebUtility.HtmlEncode(content);
        return new TeamsActivity(activity.ToElement()) { Home = place.Home };
    }

    /// <param name="reaction">One of the message's.</param>
    public static TeamsActivity Reaction(GraphPlace place, JsonElement message, JsonElement reaction, DateTimeOffset at)
    {
        var activity = Bare(place, "messageReaction", null, at, Account(reaction.At("user")) ?? []);
        var type = (reaction.TextAt("reactionType") ?? "").TrimEnd('\uFE0F');
        activity["replyToId"] = message.TextAt("id");
        activity["reactionsAdded"] = new JsonArray(new JsonObject { ["type"] = Emoji.GetValueOrDefault(type, type) });
        return new TeamsActivity(activity.ToElement()) { Home = place.Home };
    }

    private static JsonObject Bare(GraphPlace known, string type, string? id, DateTimeOffset at, JsonObject from)
    {
        var place = known.Place;
        var channelData = new JsonObject { ["tenant"] = new JsonObject { ["id"] = place.Tenant } };
        if (known.Group is { } group)
        {
            channelData["team"] = new JsonObject { ["id"] = place.TeamId, ["aadGroupId"] = group };
            channelData["channel"] = new JsonObject { ["id"] = TeamsPlaces.ChannelOf(place) };
        }

        return new JsonObject
        {
            ["type"] = type,
            ["id"] = id,
            ["timestamp"] = at.ToString("o", CultureInfo.InvariantCulture),
            ["channelId"] = "msteams",
            ["serviceUrl"] = place.ServiceUrl,
            ["from"] = from,
            ["recipient"] = new JsonObject { ["id"] = place.BotId },
            ["conversation"] = new JsonObject { ["id"] = place.Id, ["conversationType"] = known.Group is null ? "groupChat" : "channel", ["tenantId"] = place.Tenant },
            ["channelData"] = channelData,
        };
    }

    private static JsonObject? FromOf(JsonElement message) => Account(message.At("from"));

    /// <summary>People are known by their id in the directory, programs by the id of their app.</summary>
    private static JsonObject? Account(JsonElement identity)
    {
        if (identity.At("user") is var user && user.TextAt("id") is { Length: > 0 and < 100 } person)
            return new JsonObject { ["aadObjectId"] = person, ["name"] = user.TextAt("displayName") };

        return identity.At("application") is var app && app.TextAt("id") is { Length: > 0 and < 100 } program
            ? new JsonObject { ["id"] = $"28:{program}", ["name"] = app.TextAt("displayName"), ["role"] = "bot" }
            : null;
    }

    /// <summary>Each at the number by which the text points at it.</summary>
    private static IEnumerable<JsonNode> Mentions(GraphPlace place, JsonElement message)
    {
        var byNumber = message.ItemsAt("mentions")
            .Where(mention => mention.At("id").ValueKind == JsonValueKind.Number && mention.At("id").TryGetInt32(out var number) && number is >= 0 and < MostMentions)
            .GroupBy(mention => mention.At("id").GetInt32())
            .ToDictionary(same => same.Key, same => same.First());
        return Enumerable.Range(0, byNumber.Count == 0 ? 0 : byNumber.Keys.Max() + 1).Select(number => Mention(place, byNumber.GetValueOrDefault(number)));
    }

    private static JsonObject Mention(GraphPlace place, JsonElement mention)
    {
        var mentioned = mention.At("mentioned");
        var account = Account(mentioned);
        var id = (string?)account?["aadObjectId"] ?? (string?)account?["id"] ?? "";
        var name = mention.TextAt("mentionText") ?? (string?)account?["name"] ?? "";
        return new JsonObject
        {
            ["type"] = "mention",
            ["text"] = $"<at>{WebUtility.HtmlEncode(name)}</at>",
            ["mentioned"] = new JsonObject { ["id"] = id.Equals(place.Place.BotId, StringComparison.OrdinalIgnoreCase) ? place.Place.BotId : id, ["name"] = name },
        };
    }

    /// <summary>What a card holds is written as a text of JSON here, and as JSON there.</summary>
    private static JsonNode? Attachment(JsonElement attachment)
    {
        var node = JsonNode.Parse(attachment.GetRawText());
        if (node is JsonObject known && attachment.TextAt("content") is { } content && TeamsWire.Parse(content) is { } card)
            known["content"] = JsonNode.Parse(card.GetRawText());
        return node;
    }
}
