using IncidentBot.Chat;

namespace IncidentBot.Teams;

/// <summary>Makes chat events of activities about messages, and learns on the way who speaks where.</summary>
public sealed class TeamsTranslator(TeamsCommands commands, TeamsMessages messages, TeamsAuthors people, TeamsWhereabouts places, TeamsIncidents incidents)
{
    /// <returns>Nothing for what is none of the bot's business.</returns>
    public async ValueTask<IReadOnlyList<ChatEvent>> TranslateAsync(TeamsActivity activity, CancellationToken cancellationToken)
    {
        if (activity.Type is not ("message" or "messageUpdate" or "messageDelete" or "messageReaction") || (activity.Id.Length == 0 && activity.Type != "messageReaction"))
            return [];

        var author = await people.LearnAsync(activity, cancellationToken);
        var isForBot = TeamsCommands.IsForBot(activity);
        var isHome = await incidents.LivesInAsync(activity.Conversation, cancellationToken);
        await LearnPlaceAsync(activity, isForBot && activity.Type == "message", isHome, cancellationToken);
        if (!isHome)
            activity = await incidents.AtHomeAsync(activity, cancellationToken);
        if (activity.Type == "message" && isForBot)
            return [await commands.ReadAsync(activity, author, cancellationToken)];

        return isHome || activity.Home is not null ? await OfMessageAsync(activity, author, cancellationToken) : [];
    }

    /// <summary>Somebody pressed something there.</summary>
    public async ValueTask LearnAsync(TeamsActivity activity, CancellationToken cancellationToken)
    {
        if (activity.ConversationId.Length == 0)
            return;

        await people.LearnAsync(activity, cancellationToken);
        await places.LearnAsync(activity, isCalled: true, hearsAll: false, cancellationToken);
    }

    /// <summary>What does not mention the bot is delivered only where everything is. An edit and a deletion say nothing of that: it may be one of a command.</summary>
    private ValueTask LearnPlaceAsync(TeamsActivity activity, bool isCalled, bool isOfIncident, CancellationToken cancellationToken)
    {
        var hearsAll = activity.Type == "message" && !TeamsCommands.IsForBot(activity) && !TeamsMentions.AreOfBot(activity);
        if (isCalled || isOfIncident || activity.Kind != TeamsKind.Channel)
            return places.LearnAsync(activity, isCalled, hearsAll, cancellationToken);

        return hearsAll ? places.LearnChannelAsync(activity, cancellationToken) : ValueTask.CompletedTask;
    }

    /// <summary>An edited command is no second command: it is recorded as what it is, an edit.</summary>
    private async ValueTask<IReadOnlyList<ChatEvent>> OfMessageAsync(TeamsActivity activity, TeamsAuthor author, CancellationToken cancellationToken) => activity.Type switch
    {
        "message" => [await messages.PostedAsync(activity, author, cancellationToken)],
        "messageUpdate" when activity.EventType is "editMessage" or "undeleteMessage" or null => [await messages.EditedAsync(activity, author, cancellationToken)],
        "messageDelete" => [messages.Deleted(activity, author)],
        "messageReaction" => [.. messages.Reacted(activity, author)],
        _ => [],
    };
}
