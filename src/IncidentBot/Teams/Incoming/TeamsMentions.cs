using IncidentBot.Incidents;

namespace IncidentBot.Teams;

/// <param name="Text">What stands for it in the message's text: <c>&lt;at&gt;Ada&lt;/at&gt;</c>.</param>
/// <param name="IsBot">Whether the bot itself is meant.</param>
/// <param name="Person">Nothing for the bot, and for somebody it knows nothing of.</param>
public sealed record TeamsMention(string Text, string Name, bool IsBot, Person? Person);

/// <summary>Who is mentioned: by the entities alone, since anybody can type what a mention looks like.</summary>
public sealed class TeamsMentions(TeamsAuthors people, TeamsConversationStore places, ITeamsRoster roster)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(4);

    public static bool AreOfBot(TeamsActivity activity) => activity.BotId.Length > 0
        && activity.Root.Items("entities"u8).Any(entity => entity.Text("type"u8) == "mention" && entity.Child("mentioned"u8).Text("id"u8) == activity.BotId);

    /// <param name="asks">Whether Teams is asked who somebody is that never spoke here.</param>
    public async ValueTask<IReadOnlyList<TeamsMention>> InAsync(TeamsActivity activity, bool asks, CancellationToken cancellationToken)
    {
        var mentions = new List<TeamsMention>();
        foreach (var entity in activity.Root.Items("entities"u8).Where(entity => entity.Text("type"u8) == "mention"))
        {
            var mentioned = entity.Child("mentioned"u8);
            var (id, text) = (mentioned.Text("id"u8) ?? "", entity.Text("text"u8) ?? "");
            var name = mentioned.Text("name"u8)?.Trim() is { Length: > 0 } given ? given : TeamsHtmlText.Read(text).Trim().TrimStart('@');
            var isBot = id.Length > 0 && id == activity.BotId;
            mentions.Add(new TeamsMention(text, name, isBot, isBot || id.Length == 0 ? null : await WhoAsync(activity, id, asks, cancellationToken)));
        }

        return mentions;
    }

    private async ValueTask<Person?> WhoAsync(TeamsActivity activity, string id, bool asks, CancellationToken cancellationToken)
    {
        if (await people.FindAsync(activity.Tenant, id, cancellationToken) is { } known)
            return known.Person;
        if (!asks || await places.FindAsync(activity.Tenant, activity.ConversationId, cancellationToken) is not { } place)
            return null;

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(LongestWait);
        try
        {
            return await roster.FindAsync(place, id, limit.Token) is { } found ? await people.LearnAsync(found, cancellationToken) : null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
