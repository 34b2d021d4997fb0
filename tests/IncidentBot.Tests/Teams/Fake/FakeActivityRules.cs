using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace IncidentBot.Tests.Teams.Fake;

/// <summary>What Teams takes from a bot as an activity.</summary>
internal static class FakeActivityRules
{
    /// <summary>Of a message, counted in UTF-16.</summary>
    private const int LargestMessage = 100 * 1024;

    public static (int Status, string Code, string Message)? Problem(JsonObject? activity)
    {
        if ((string?)activity?["type"] != "message")
            return (StatusCodes.Status400BadRequest, "BadSyntax", "Activity type missing");

        var text = (string?)activity["text"];
        var cards = activity["attachments"]?.AsArray() ?? [];
        if (!string.IsNullOrEmpty(text) && cards.Count > 0)
            return (StatusCodes.Status400BadRequest, "split", "Text and card together are two messages, and no id comes back");
        if (string.IsNullOrWhiteSpace(text) && cards.Count == 0)
            return (StatusCodes.Status400BadRequest, "BadSyntax", "There is nothing to say");
        if (2 * (text?.Length ?? 0) > LargestMessage)
            return (StatusCodes.Status413PayloadTooLarge, "MessageSizeTooBig", "Message size too large");

        foreach (var mention in activity["entities"]?.AsArray() ?? [])
        {
            if (text?.Contains((string)mention!["text"]!, StringComparison.Ordinal) != true || ((string?)mention["mentioned"]?["id"])?.StartsWith("29:", StringComparison.Ordinal) != true)
                return (StatusCodes.Status400BadRequest, "BadArgument", "A mention stands nowhere, or is nobody's");
        }

        foreach (var card in cards)
        {
            if ((string?)card!["contentType"] != "application/vnd.microsoft.card.adaptive" || FakeCardRules.Problem(card["content"]!.AsObject()) is not null)
                return (StatusCodes.Status400BadRequest, "BadCard", FakeCardRules.Problem(card["content"]!.AsObject()) ?? "Unknown attachment");
        }

        return null;
    }
}
