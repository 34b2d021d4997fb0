using System.Text.Json.Nodes;

namespace IncidentBot.Tests.Slack.Fake;

/// <summary>A button as it stands in a message, in a form or on the Home tab.</summary>
/// <param name="Beside">What the block around it says, to tell buttons of the same name apart.</param>
public sealed record FakeButton(string Text, string BlockId, string ActionId, string? Value, string? Url, string Beside)
{
    internal static IReadOnlyList<FakeButton> In(JsonArray? blocks, SlackReader reader) =>
    [
        .. PlacedElement.In(blocks).Where(element => element.Type == "button").Select(element => new FakeButton(
            element.Label,
            element.BlockId,
            element.ActionId,
            PlacedElement.Word(element.Json, "value"),
            PlacedElement.Word(element.Json, "url"),
            reader.Read(new JsonArray(element.Block.DeepClone())))),
    ];
}
