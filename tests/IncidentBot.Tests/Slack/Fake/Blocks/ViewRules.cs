using System.Text;
using System.Text.Json.Nodes;

namespace IncidentBot.Tests.Slack.Fake;

/// <summary>What Slack asks of a modal and of a Home tab.</summary>
internal static class ViewRules
{
    private const int MostBytes = 250_000;

    /// <exception cref="SlackError"><c>invalid_arguments</c> or <c>view_too_large</c></exception>
    public static JsonObject Check(JsonNode? given, params string[] types)
    {
        if (given is null)
            throw new SlackError("invalid_arguments", "[ERROR] missing required field: view");
        try
        {
            var view = BlockPart.Of(given, "/view");
            if (!types.Contains(view.Type))
                throw view.Amiss("type", $"must be {string.Join(" or ", types)}");
            CheckFrame(view.Needs("blocks"));
            BlockRules.Check(view.Json["blocks"] as JsonArray ?? throw view.Amiss("blocks", "must provide an array"), view.Type == "home" ? Surface.Home : Surface.Modal, "/view");
            return Encoding.UTF8.GetByteCount(given.ToJsonString()) > MostBytes ? throw new SlackError("view_too_large") : view.Json;
        }
        catch (BlockFault fault)
        {
            throw new SlackError("invalid_arguments", fault.Message);
        }
    }

    private static void CheckFrame(BlockPart view)
    {
        view.Chars("private_metadata", 3000, shortest: 0);
        view.Chars("callback_id", 255, shortest: 0);
        view.Chars("external_id", 255, shortest: 0);
        if (view.Type == "home")
        {
            view.Only("blocks", "private_metadata", "callback_id", "external_id");
            return;
        }

        view.Only("blocks", "private_metadata", "callback_id", "external_id", "title", "submit", "close", "clear_on_close", "notify_on_close").Needs("title");
        foreach (var word in new[] { "title", "submit", "close" })
            view.Text(word, 24, plainOnly: true);
        view.Flag("clear_on_close");
        view.Flag("notify_on_close");
        if (!view.Has("submit") && (view.Json["blocks"] as JsonArray)?.Any(block => block?["type"]?.GetValue<string>() == "input") == true)
            throw view.Amiss("missing required field: submit");
    }
}
