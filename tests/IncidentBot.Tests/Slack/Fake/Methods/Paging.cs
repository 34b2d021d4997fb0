using System.Globalization;
using System.Text.Json.Nodes;

namespace IncidentBot.Tests.Slack.Fake.Methods;

internal static class Paging
{
    private const string CursorStart = "next:";

    public static JsonObject Page<T>(ApiCall call, IEnumerable<T> all, Func<T, JsonNode> show, string name, int most)
    {
        var skipped = call.Text("cursor") is { } cursor ? PlaceOf(cursor) : 0;
        var limit = Math.Min(call.Number("limit", 100), most);
        var items = all.ToList();
        var hasMore = skipped + limit < items.Count;
        return new JsonObject
        {
            [name] = new JsonArray([.. items.Skip(skipped).Take(limit).Select(show)]),
            ["has_more"] = hasMore,
            ["response_metadata"] = new JsonObject
            {
                ["next_cursor"] = hasMore ? string.Create(CultureInfo.InvariantCulture, $"{CursorStart}{skipped + limit}") : "",
            },
        };
    }

    private static int PlaceOf(string cursor) =>
        cursor.StartsWith(CursorStart, StringComparison.Ordinal) && int.TryParse(cursor[CursorStart.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var place)
            ? place
            : throw new SlackError("invalid_cursor");
}
