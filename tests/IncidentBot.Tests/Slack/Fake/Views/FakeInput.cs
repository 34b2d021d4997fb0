using System.Text.Json.Nodes;

namespace IncidentBot.Tests.Slack.Fake;

/// <summary>A field of a form, or a menu on the Home tab.</summary>
/// <param name="Value">What stands in it now, as a person reads it.</param>
/// <param name="Options">What it offers, where it offers a list.</param>
public sealed record FakeInput(string Label, string BlockId, string ActionId, string Type, string Value, bool IsRequired, IReadOnlyList<string> Options)
{
    internal static FakeInput Of(PlacedElement element, JsonObject value, FakeWorkspace workspace) => new(
        element.Label,
        element.BlockId,
        element.ActionId,
        element.Type,
        ElementValue.Shown(value, workspace),
        element.IsInput && element.Block["optional"]?.GetValue<bool>() != true,
        [.. element.Options.Select(option => PlacedElement.Word(option["text"], "text") ?? "")]);
}
