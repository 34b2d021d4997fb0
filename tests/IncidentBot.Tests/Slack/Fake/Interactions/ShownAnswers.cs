using System.Text.Json.Nodes;
using IncidentBot.Tests.Slack.Fake.Methods;

namespace IncidentBot.Tests.Slack.Fake;

/// <summary>Makes messages of what is answered to a command or said at a <c>response_url</c>: for one person, unless it says for all.</summary>
internal sealed class ShownAnswers(FakeSlack slack)
{
    private readonly FakeWorkspace _workspace = slack.Workspace;

    /// <exception cref="SlackError">Slack would not take it.</exception>
    public FakeMessage? Show(ResponseContext context, JsonObject answer)
    {
        lock (_workspace.Gate)
        {
            if (Flag(answer, "delete_original"))
                return Delete(context, answer);

            var content = MessageContent.Of(new ApiCall("response_url", ApiCall.TextsOf(answer), []), _workspace);
            if (Flag(answer, "replace_original") && context.Source is { } source)
                return Replace(source, content);

            return PlacedElement.Word(answer, "response_type") == "in_channel"
                ? ForAll(context.Channel, content, PlacedElement.Word(answer, "thread_ts"))
                : _workspace.Whisper(context.Channel, context.User.Id, content, PlacedElement.Word(answer, "thread_ts"));
        }
    }

    private FakeMessage? Delete(ResponseContext context, JsonObject answer)
    {
        if (answer.Count > 1)
            throw new SlackError("invalid_payload");
        if (context.Source is not { } source)
            throw new SlackError("no_original");

        if (source.OnlyFor is null)
            _workspace.Tell(_workspace.Deleted(source.Channel, source));
        source.IsDeleted = true;
        return null;
    }

    private FakeMessage Replace(FakeMessage source, MessageContent content)
    {
        var before = source.ToJson(_workspace);
        content.PutInto(source);
        if (source.OnlyFor is null)
            _workspace.Tell(_workspace.Changed(source.Channel, source, before));
        return source;
    }

    private FakeMessage ForAll(FakeChannel channel, MessageContent content, string? thread)
    {
        var message = new FakeMessage
        {
            Ts = _workspace.NewTs(),
            Text = "",
            ThreadTs = thread,
            BotId = _workspace.BotId,
            BotName = "IncidentBot",
            Subtype = "bot_message",
        };
        content.PutInto(message);
        _workspace.Tell(_workspace.Post(channel, message));
        return message;
    }

    private static bool Flag(JsonObject answer, string name) => answer[name] is JsonValue value && value.ToString() == "true";
}
