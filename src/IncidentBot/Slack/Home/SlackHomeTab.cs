using System.Text.Json.Nodes;
using IncidentBot.Chat;
using IncidentBot.Incidents;

namespace IncidentBot.Slack;

/// <summary>A personal page as Slack's Home tab. Which pages of its lists it shows stands in it, so that it stays there when something on it is pressed.</summary>
public static class SlackHomeTab
{
    public static JsonObject Write(BotText page, PersonalPages pages) => new()
    {
        ["type"] = "home",
        ["private_metadata"] = pages.ToString(),
        ["blocks"] = SlackBlockWriter.Write(SlackPressables.Of(page), SlackRoom.HomeTab),
    };
}
