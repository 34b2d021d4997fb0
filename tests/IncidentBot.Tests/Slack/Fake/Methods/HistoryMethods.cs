using System.Text.Json.Nodes;

namespace IncidentBot.Tests.Slack.Fake.Methods;

internal sealed class HistoryMethods(FakeWorkspace workspace, RateLimits limits)
{
    private int MostMessages => limits.IsDistributed ? 15 : 999;

    public IEnumerable<ApiMethod> All =>
    [
        new("conversations.history", 3, History) { Scopes = Reading, TakesJson = false },
        new("conversations.replies", 3, Replies) { Scopes = Reading, TakesJson = false },
    ];

    /// <summary>Newest first; replies stand only in their thread, unless they were sent to the channel as well.</summary>
    private JsonObject History(ApiCall call)
    {
        var channel = workspace.JoinedBy(call);
        var messages = channel.Records.Where(message => !message.IsReply || message.Subtype == "thread_broadcast");
        return Paging.Page(call, Within(call, messages).Reverse(), message => message.ToJson(workspace, call.Flag("include_all_metadata")), "messages", MostMessages);
    }

    private JsonObject Replies(ApiCall call)
    {
        var channel = workspace.JoinedBy(call);
        var ts = call.Required("ts");
        var asked = channel.FindRecord(ts) ?? throw new SlackError("thread_not_found");
        var thread = asked.ThreadTs ?? asked.Ts;
        var messages = channel.Records.Where(message => message.Ts == thread || message.ThreadTs == thread);
        return Paging.Page(call, Within(call, messages), message => message.ToJson(workspace, call.Flag("include_all_metadata")), "messages", MostMessages);
    }

    /// <summary>Fixed-width strings compare as their moments do.</summary>
    private static IEnumerable<FakeMessage> Within(ApiCall call, IEnumerable<FakeMessage> messages)
    {
        var (oldest, latest) = (call.Text("oldest") ?? "0", call.Text("latest") ?? "9999999999.999999");
        var edge = call.Flag("inclusive") ? 0 : 1;
        return messages.Where(message => Compare(message.Ts, oldest) >= edge && Compare(latest, message.Ts) >= edge);
    }

    private static int Compare(string left, string right) => decimal.Parse(left, System.Globalization.CultureInfo.InvariantCulture)
        .CompareTo(decimal.Parse(right, System.Globalization.CultureInfo.InvariantCulture));

    private string[] Reading(ApiCall call) => workspace.TypeOf(call) switch
    {
        "im" => ["im:history"],
        "group" => ["groups:history"],
        _ => ["channels:history"],
    };
}
