using System.Globalization;
using System.Text.Json.Nodes;

namespace IncidentBot.Tests.Slack.Fake;

/// <summary>What Slack's client makes of what somebody types or chooses; it lets nobody choose what is not offered.</summary>
internal sealed class Filling(FakeWorkspace workspace)
{
    /// <param name="typed">Text, the words of an option, a person's or channel's name or id, a date; several with commas between; empty for nothing.</param>
    public JsonObject Fill(PlacedElement element, string typed)
    {
        if (typed.Length == 0)
            return ElementValue.Of(element.Type, ElementValue.IsList(element.Type) ? new JsonArray() : null);
        if (!ElementValue.IsList(element.Type))
            return ElementValue.Of(element.Type, OneOf(element, typed));

        var chosen = Options(element, typed) is { } whole ? [whole] : typed.Split(',', StringSplitOptions.TrimEntries).Select(word => OneOf(element, word)).ToArray();
        if (element.Json["max_selected_items"]?.GetValue<int>() < chosen.Length)
            throw new InvalidOperationException($"“{element.Label}” takes no {chosen.Length} items.");
        return ElementValue.Of(element.Type, new JsonArray(chosen));
    }

    private JsonNode OneOf(PlacedElement element, string typed) => element.Type.Replace("multi_", "", StringComparison.Ordinal) switch
    {
        "plain_text_input" => Length(element, typed),
        "number_input" => decimal.TryParse(typed, CultureInfo.InvariantCulture, out _) ? typed : throw Wrong(element, typed),
        "email_text_input" => typed.Contains('@', StringComparison.Ordinal) ? typed : throw Wrong(element, typed),
        "url_text_input" => Uri.TryCreate(typed, UriKind.Absolute, out _) ? typed : throw Wrong(element, typed),
        "datepicker" => DateOnly.TryParseExact(typed, "yyyy-MM-dd", out _) ? typed : throw Wrong(element, typed),
        "timepicker" => TimeOnly.TryParseExact(typed, "HH:mm", out _) ? typed : throw Wrong(element, typed),
        "datetimepicker" => Moment(element, typed),
        "users_select" => Person(element, typed),
        "conversations_select" or "channels_select" => Channel(element, typed),
        _ => Options(element, typed) ?? throw Wrong(element, typed),
    };

    /// <summary>By the words that stand there, or by the value behind them.</summary>
    private static JsonNode? Options(PlacedElement element, string typed) =>
        (element.Options.FirstOrDefault(option => PlacedElement.Word(option["text"], "text") == typed)
            ?? element.Options.FirstOrDefault(option => PlacedElement.Word(option, "value") == typed))?.DeepClone();

    private static JsonNode Length(PlacedElement element, string typed) =>
        typed.Length < (element.Json["min_length"]?.GetValue<int>() ?? 0) || typed.Length > (element.Json["max_length"]?.GetValue<int>() ?? 3000)
            ? throw new InvalidOperationException($"“{element.Label}” takes no text of {typed.Length} characters.")
            : JsonValue.Create(typed);

    private static JsonNode Moment(PlacedElement element, string typed) =>
        long.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds
        : DateTimeOffset.TryParse(typed, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment.ToUnixTimeSeconds()
        : throw Wrong(element, typed);

    private JsonNode Person(PlacedElement element, string typed)
    {
        var name = typed.TrimStart('@');
        lock (workspace.Gate)
            return workspace.Users.FirstOrDefault(user => user.Id == name || user.Name == name || user.Handle == name)?.Id ?? throw Wrong(element, typed);
    }

    private JsonNode Channel(PlacedElement element, string typed)
    {
        var name = typed.TrimStart('#');
        lock (workspace.Gate)
            return workspace.Channels.FirstOrDefault(channel => channel.Id == name || channel.Name == name)?.Id ?? throw Wrong(element, typed);
    }

    private static InvalidOperationException Wrong(PlacedElement element, string typed) => new(
        $"“{element.Label}” ({element.Type}) does not take “{typed}”" + (element.Options.Any() ? ", only: " + string.Join(", ", element.Options.Select(option => PlacedElement.Word(option["text"], "text"))) : "."));
}
