using IncidentBot.Chat;

namespace IncidentBot.Teams;

/// <summary>What is said to the bot: where it is mentioned, in the conversation with it alone, and what is shown to it alone.</summary>
public sealed class TeamsCommands(TeamsMentions mentions, TeamsMessages messages, TeamsAuthors authors, TeamsWhereabouts places)
{
    public static bool IsForBot(TeamsActivity activity) =>
        !TeamsAuthors.IsBot(activity.From)
        && (activity.Kind == TeamsKind.Personal || activity.Recipient.IsTrue("isTargeted"u8) || TeamsMentions.AreOfBot(activity));

    public async ValueTask<CommandEvent> ReadAsync(TeamsActivity activity, TeamsAuthor author, CancellationToken cancellationToken)
    {
        var (text, people) = TeamsCommandText.Read(activity, await mentions.InAsync(activity, asks: true, cancellationToken));
        var source = TeamsMessages.SourceOf(activity, activity.Id);
        return new CommandEvent(
            $"command {source.MessageKey}", source, author.Person, messages.SaidAt(activity), author.Zone,
            text, people, await NameAsync(activity, cancellationToken), IsAnsweredInPlace: false)
        {
            Standing = await authors.StandingAsync(author, cancellationToken),
            IsShared = await places.IsSharedAsync(activity, cancellationToken),
        };
    }

    private async ValueTask<string> NameAsync(TeamsActivity activity, CancellationToken cancellationToken) =>
        await places.NameAsync(activity, cancellationToken) is { Length: > 0 } name ? name : activity.Kind switch
        {
            TeamsKind.Personal => "chat with the bot",
            TeamsKind.GroupChat => "group chat",
            _ => "channel",
        };
}
