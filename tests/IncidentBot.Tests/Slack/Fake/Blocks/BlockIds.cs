using System.Text.Json.Nodes;

namespace IncidentBot.Tests.Slack.Fake;

/// <summary>Slack gives an id of its own to each block and element that came without one: another at each update.</summary>
internal static class BlockIds
{
    public static JsonArray Give(JsonArray blocks, FakeWorkspace workspace)
    {
        var given = blocks.DeepClone().AsArray();
        foreach (var block in given.OfType<JsonObject>())
        {
            block["block_id"] ??= workspace.NewId("b");
            foreach (var element in PlacedElement.In(block).Where(element => element.Type != "image"))
                element.Json["action_id"] ??= workspace.NewId("a");
        }

        return given;
    }
}
