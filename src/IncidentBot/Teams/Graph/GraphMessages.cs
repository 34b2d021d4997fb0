using System.Text.Json;
using IncidentBot.Chat;

namespace IncidentBot.Teams;

/// <summary>Makes chat events of Graph's messages: the same as Teams' deliveries would have made.</summary>
public sealed class GraphMessages(TeamsMessages messages, GraphAuthors authors)
{
    /// <returns>Nothing for what nobody said, or what is gone.</returns>
    public async Task<MessageEvent?> PostedAsync(GraphPlace place, JsonElement message, CancellationToken cancellationToken)
    {
        if (!IsThere(message) || GraphActivity.TimeAt(message, "createdDateTime") is not { } at)
            return null;

        var activity = GraphActivity.Message(place, message, "message", at);
        return activity.IsOwn ? null : await messages.PostedAsync(activity, await authors.OfAsync(place, activity, cancellationToken), cancellationToken);
    }

    /// <summary>Whether it was said to the bot: it was done, and is no chat.</summary>
    public static bool IsCommand(GraphPlace place, JsonElement message) => TeamsMentions.AreOfBot(GraphActivity.Message(place, message, "message", default));

    /// <summary>What else can be seen of it: its newest edit, that it was deleted, the marks that keep it.</summary>
    public async Task<IReadOnlyList<MessageEvent>> ChangesAsync(GraphPlace place, JsonElement message, CancellationToken cancellationToken)
    {
        if (!GraphActivity.IsSaid(message))
            return [];
        if (GraphActivity.TimeAt(message, "deletedDateTime") is { } deletedAt)
            return [await DeletedAsync(place, GraphActivity.Message(place, message, "messageDelete", deletedAt), cancellationToken)];

        var changes = new List<MessageEvent>();
        if (GraphActivity.TimeAt(message, "lastEditedDateTime") is { } editedAt && GraphActivity.Message(place, message, "messageUpdate", editedAt) is { IsOwn: false } edit)
            changes.Add(await messages.EditedAsync(edit, await authors.OfAsync(place, edit, cancellationToken), cancellationToken));
        changes.AddRange(await MarksAsync(place, message, cancellationToken));
        return changes;
    }

    public async Task<IReadOnlyList<MessageEvent>> MarksAsync(GraphPlace place, JsonElement message, CancellationToken cancellationToken)
    {
        var marks = new List<MessageEvent>();
        foreach (var reaction in message.ItemsAt("reactions"))
        {
            var at = GraphActivity.TimeAt(reaction, "createdDateTime") ?? GraphActivity.TimeAt(message, "lastModifiedDateTime");
            if (!IsThere(message) || at is not { } reactedAt)
                continue;

            var activity = GraphActivity.Reaction(place, message, reaction, reactedAt);
            marks.AddRange(messages.Reacted(activity, await authors.OfAsync(place, activity, cancellationToken)));
        }

        return marks;
    }

    private async Task<MessageEvent> DeletedAsync(GraphPlace place, TeamsActivity activity, CancellationToken cancellationToken) =>
        messages.Deleted(activity, await authors.OfAsync(place, activity, cancellationToken));

    private static bool IsThere(JsonElement message) => GraphActivity.IsSaid(message) && message.TextAt("deletedDateTime") is null;
}
