using System.Globalization;
using System.Text.Json;
using IncidentBot.Incidents;

namespace IncidentBot.Teams;

/// <summary>An activity as it came in. Valid as long as its document. Source: Microsoft's "Activity Protocol".</summary>
public readonly struct TeamsActivity(JsonElement root)
{
    private const string ThreadMark = ";messageid=";

    public JsonElement Root => root;

    public string? Type => root.Text("type"u8);

    public string Id => root.Text("id"u8) ?? "";

    /// <summary>Of the message that a reaction is about.</summary>
    public string? ReplyToId => root.Text("replyToId"u8);

    public string? ChannelId => root.Text("channelId"u8);

    public JsonElement From => root.Child("from"u8);

    public JsonElement Recipient => root.Child("recipient"u8);

    public JsonElement ChannelData => root.Child("channelData"u8);

    public string? EventType => ChannelData.Text("eventType"u8);

    /// <summary>The bot's own id.</summary>
    public string BotId => Recipient.Text("id"u8) ?? "";

    /// <summary>Where answers go, without a slash at its end.</summary>
    public string ServiceUrl => (root.Text("serviceUrl"u8) ?? "").TrimEnd('/');

    /// <summary>Every tenant that it names; they are one.</summary>
    public IReadOnlyList<string> Tenants =>
        [.. new[] { Talk.Text("tenantId"u8), ChannelData.Child("tenant"u8).Text("id"u8) }.OfType<string>().Where(tenant => tenant.Length > 0)];

    public string Tenant => Tenants.Count > 0 ? Tenants[0] : "";

    public string ConversationId => Talk.Text("id"u8) ?? "";

    public string? ConversationTitle => Talk.Text("name"u8);

    /// <summary>Where the incident lives in whose channel it happened, if not right there.</summary>
    public Conversation? Home { get; init; }

    public Conversation Conversation => Home ?? TeamsAddress.Conversation(Tenant, ConversationId);

    public string? TeamId => ChannelData.Child("team"u8).Text("id"u8);

    /// <summary>The channel that a thread is in.</summary>
    public string? TeamsChannelId => ChannelData.Child("channel"u8).Text("id"u8)
        ?? (ConversationId.IndexOf(ThreadMark, StringComparison.Ordinal) is var mark and > 0 ? ConversationId[..mark] : null);

    /// <summary>
    /// Whether people of another organisation may read along: a shared channel, or a place where somebody of another tenant speaks.
    /// Nothing where the activity does not say. Source: "ChannelInfo.Type": standard, shared or private.
    /// </summary>
    public bool? IsShared => IsFromElsewhere && Kind != TeamsKind.Personal || EventType == "channelShared" ? true : ChannelData.Child("channel"u8).Text("type"u8) switch
    {
        "shared" => true,
        "standard" or "private" => false,
        _ => null,
    };

    /// <summary>Whether its author belongs to another tenant than the conversation.</summary>
    public bool IsFromElsewhere => From.Text("tenantId"u8) is { Length: > 0 } home && !home.Equals(Tenant, StringComparison.OrdinalIgnoreCase);

    /// <summary>The message that begins the thread.</summary>
    public string? ThreadRoot =>
        ConversationId.IndexOf(ThreadMark, StringComparison.Ordinal) is var mark and > 0 ? ConversationId[(mark + ThreadMark.Length)..] : null;

    public TeamsKind Kind => Talk.Text("conversationType"u8) switch
    {
        "personal" => TeamsKind.Personal,
        "groupChat" => TeamsKind.GroupChat,
        "channel" => TeamsKind.Channel,
        _ when TeamId is not null || ThreadRoot is not null => TeamsKind.Channel,
        _ => Talk.IsTrue("isGroup"u8) ? TeamsKind.GroupChat : TeamsKind.Personal,
    };

    /// <summary>When it happened, by the clock of Teams.</summary>
    public DateTimeOffset? Timestamp => ReadTime(root.Text("timestamp"u8)) ?? ReadTime(root.Text("localTimestamp"u8));

    /// <summary>When a message was sent: ids of messages are milliseconds.</summary>
    public static DateTimeOffset? TimeOf(string messageId) =>
        long.TryParse(messageId, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds is > 0 and < 100_000_000_000_000
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : null;

    public string? ZoneName
    {
        get
        {
            var client = root.Items("entities"u8).FirstOrDefault(entity => entity.Text("type"u8) == "clientInfo");
            return root.Text("localTimezone"u8) is { Length: > 0 } zone ? zone : client.Text("timezone"u8);
        }
    }

    /// <summary>Whether the bot itself said it.</summary>
    public bool IsOwn => From.Text("id"u8) is { Length: > 0 } author && author == BotId;

    private JsonElement Talk => root.Child("conversation"u8);

    private static DateTimeOffset? ReadTime(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) && at.Year is > 1999 and < 9000 ? at.ToUniversalTime() : null;
}
