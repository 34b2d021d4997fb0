using System.Globalization;
using IncidentBot.Chat;
using IncidentBot.Incidents;

namespace IncidentBot.Teams;

/// <summary>Makes chat events of what happens to messages: said, edited, brought back, deleted, kept.</summary>
public sealed class TeamsMessages(TeamsMentions mentions, TimeProvider time)
{
    /// <summary>The reaction that keeps a message in the timeline. Teams names emoji by their code and their name.</summary>
    private static readonly string[] Keeping = ["1f4cc_pushpin", "pushpin", "1f4cd_roundpushpin", "roundpushpin"];

    private const string Keep = "pushpin";

    public async ValueTask<MessageEvent> PostedAsync(TeamsActivity activity, TeamsAuthor author, CancellationToken cancellationToken)
    {
        var source = SourceOf(activity, activity.Id);
        var text = TeamsMessageText.Of(activity, await mentions.InAsync(activity, asks: false, cancellationToken));
        var posted = new MessagePosted(text, TeamsAuthors.IsBot(activity.From)) { Files = TeamsFiles.In(activity) };
        return new MessageEvent(EventKeys.Message(source), source, author.Person, SaidAt(activity), author.Zone, posted);
    }

    public async ValueTask<MessageEvent> EditedAsync(TeamsActivity activity, TeamsAuthor author, CancellationToken cancellationToken)
    {
        var source = SourceOf(activity, activity.Id);
        var at = At(activity);
        var edited = new MessageEdited(TeamsMessageText.Of(activity, await mentions.InAsync(activity, asks: false, cancellationToken)), Occasion(at)) { Files = TeamsFiles.In(activity) };
        return new MessageEvent(EventKeys.Edit(source, edited.Version), source, author.Person, at, author.Zone, edited);
    }

    /// <summary>A message may be brought back and deleted again: each time is its own event.</summary>
    public MessageEvent Deleted(TeamsActivity activity, TeamsAuthor author)
    {
        var source = SourceOf(activity, activity.Id);
        var at = At(activity);
        return new MessageEvent($"{EventKeys.Deletion(source)} {Occasion(at)}", source, author.Person, at, author.Zone, new MessageDeleted());
    }

    public IEnumerable<MessageEvent> Reacted(TeamsActivity activity, TeamsAuthor author)
    {
        if (activity.ReplyToId is not { Length: > 0 } about)
            yield break;

        var source = SourceOf(activity, about);
        var mark = $"reaction {Keep} by {author.Person.Id}";
        if (activity.Root.Items("reactionsAdded"u8).Any(reaction => Keeping.Contains(reaction.Text("type"u8))))
            yield return Mark(new MessageKept(mark, null, null), "set");
        if (activity.Root.Items("reactionsRemoved"u8).Any(reaction => Keeping.Contains(reaction.Text("type"u8))))
            yield return Mark(new MessageUnkept(mark), "taken away");

        MessageEvent Mark(TimelineDetail detail, string deed) =>
            new(EventKeys.Mark(source, mark, $"{deed} {activity.Id} {Occasion(At(activity))}"), source, author.Person, At(activity), author.Zone, detail);
    }

    public static EventSource SourceOf(TeamsActivity activity, string messageId) =>
        new(activity.Conversation, messageId, activity.Home is null ? null : activity.ThreadRoot, TeamsLinks.Message(activity, messageId));

    /// <summary>When it was said: its id is the time of it; other kinds of ids say nothing.</summary>
    public DateTimeOffset SaidAt(TeamsActivity activity) => activity.Timestamp ?? TeamsActivity.TimeOf(activity.Id) ?? time.GetUtcNow();

    private DateTimeOffset At(TeamsActivity activity) => activity.Timestamp ?? time.GetUtcNow();

    /// <summary>The order of these words is the order of time.</summary>
    private static string Occasion(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
}
