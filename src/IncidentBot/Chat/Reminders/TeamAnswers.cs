using IncidentBot.Incidents;
using IncidentBot.Incidents.Commands;
using IncidentBot.Storage;

namespace IncidentBot.Chat.Reminders;

/// <summary>Keeps what people say about teams, and shows it.</summary>
public sealed class TeamAnswers(TeamStore store, TeamBook book, TimeProvider time)
{
    public async Task<BotText> AnswerAsync(TeamQuestion question, Person by, CancellationToken cancellationToken) => question switch
    {
        TeamSet set => await SetAsync(set, by, cancellationToken),
        TeamRemoved removed => await RemoveAsync(removed.Name, cancellationToken),
        _ => Listed(await book.ReadAsync(cancellationToken)),
    };

    private async Task<BotText> SetAsync(TeamSet set, Person by, CancellationToken cancellationToken)
    {
        var channel = set.Channel;
        if (set.ChannelByName is { } name && await store.FindChannelAsync(set.Near, name, cancellationToken) is var found)
            channel = found;
        if (channel is null && set.People.IsEmpty)
            return BotText.Say($"I know no channel #{set.ChannelByName} here. Type `team \"").Then($"{set.Name}").Then($"\" here` in it.");

        var team = new Team(set.Name, set.People, channel, by.Name);
        await store.SetAsync(team, time.GetUtcNow(), cancellationToken);
        return BotText.Say($"Reminders for what *{team.Name}* owns go to ").Then(WhoIs(team)).Then($" from now on.");
    }

    private async Task<BotText> RemoveAsync(string name, CancellationToken cancellationToken)
    {
        if (!await store.RemoveAsync(name, cancellationToken))
            return BotText.Say($"I know no team “{name}” that was set in the chat. `team list` shows those I know.");

        return (await book.ReadAsync(cancellationToken)).Find(name) is { } still
            ? BotText.Say($"Reminders for what *{still.Name}* owns go to ").Then(WhoIs(still)).Then($" again, as the settings say.")
            : BotText.Say($"Reminders for what *{name}* owns go to the incident's channel from now on.");
    }

    private static BotText Listed(KnownTeams teams) => teams.All.ToList() is { Count: > 0 } known
        ? BotText.Lines(known.Select(team => BotText.Say($"*{team.Name}*: ").Then(WhoIs(team)).Then($"{(team.SetBy is null ? " (settings)" : "")}")))
        : BotText.Say($"I know no team yet. `team \"DB Team\" @ada @grace` says who answers for what it owns, `team \"DB Team\" here` that this channel does.");

    /// <summary>By their names: nobody is called by a list.</summary>
    private static BotText WhoIs(Team team) => team.Channel is { } channel
        ? BotText.Say($"{channel}")
        : BotText.Say($"{string.Join(", ", team.People.Select(person => person.Name))}");
}
