using System.Text.Json;

namespace IncidentBot.Slack;

/// <summary>What is around an event: <c>event_callback</c> of the Events API. Valid as long as its document.</summary>
public readonly struct SlackEnvelope(JsonElement root)
{
    public string? Team { get; } = root.Text("team_id"u8);

    /// <summary>The organisation that the workspace is part of.</summary>
    public string? Enterprise { get; } =
        root.Text("enterprise_id"u8) ?? root.Items("authorizations"u8).Select(installation => installation.Text("enterprise_id"u8)).FirstOrDefault(enterprise => enterprise is not null);

    /// <summary>Whether it is delivered for an installation in the whole organisation.</summary>
    public bool IsForOrganisation { get; } = root.Items("authorizations"u8).Any(installation => installation.IsTrue("is_enterprise_install"u8));

    /// <summary>When it happened, by Slack's clock, in whole seconds.</summary>
    public DateTimeOffset? At { get; } =
        root.Child("event_time"u8) is { ValueKind: JsonValueKind.Number } at && at.TryGetInt64(out var seconds) && seconds is > 0 and < 100_000_000_000
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    /// <summary>Whether another organisation is in the channel; nothing where the delivery does not say.</summary>
    public bool? IsShared { get; } = root.Child("is_ext_shared_channel"u8).ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    public JsonElement Event { get; } = root.Child("event"u8);

    public string? Type => Event.Text("type"u8);

    /// <summary>The channel that the event is about, wherever its kind says so.</summary>
    public string? Channel => Event.Text("channel"u8) ?? Event.Child("item"u8).Text("channel"u8) ?? Event.Text("channel_id"u8);

    /// <summary>Who the bot is, with what the delivery says of it: enough while Slack has not been asked.</summary>
    public SlackSelf Complete(SlackSelf? known)
    {
        var app = root.Text("api_app_id"u8);
        if (known is not null)
            return known.AppId is not null || app is null ? known : known with { AppId = app };

        var bot = root.Items("authorizations"u8).FirstOrDefault(installation => installation.IsTrue("is_bot"u8));
        return new SlackSelf(Team ?? "", null, bot.Text("user_id"u8) ?? "", null, app);
    }
}
