using System.Collections.Immutable;
using System.Text.RegularExpressions;
using IncidentBot.Chat;
using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Web.Acting;

/// <summary>The road from a page into the incident: the same as the chat's, so that permission, log and answers are too.</summary>
public sealed partial class PageActions(ChatEventHandler handler, NameStore names, IncidentStore incidents, TimeProvider time)
{
    /// <summary>As in <see cref="Conversation.Platform"/>.</summary>
    public const string Platform = "web";

    /// <exception cref="StorageAwayException">Nothing was recorded.</exception>
    /// <exception cref="OutcomeUnknownException">It may be recorded. Sent again, it is recorded once.</exception>
    public async Task<Reply> DoAsync(Viewer viewer, PageAction action, CancellationToken cancellationToken)
    {
        var by = viewer.Person ?? throw new InvalidOperationException("Nobody in particular acts.");
        var source = new EventSource(new Conversation(Platform, "", by.Id), action.Once);
        var mentions = await MentionedAsync(action, by, cancellationToken);
        var command = new CommandEvent(
            $"{Platform} {by.Id} {action.About} {action.Once}", source, by, time.GetUtcNow(), action.Zone, action.Text, mentions, "the web page", IsAnsweredInPlace: true)
        {
            About = action.About,
            Standing = viewer.Standing,
            Form = action.Form,
        };
        return await handler.HandleAsync(command, cancellationToken) ?? Reply.ToSender(BotText.Empty);
    }

    /// <summary>The people behind the tokens: whoever acts, or of the incident, else as their platform names them.</summary>
    private async Task<ImmutableDictionary<string, Person>> MentionedAsync(PageAction action, Person by, CancellationToken cancellationToken)
    {
        var ids = (action.Form?.Answers.Values ?? []).Append(action.Text).SelectMany(text => Token().Matches(text)).Select(token => token.Groups["id"].Value).ToHashSet();
        if (ids.Count == 0)
            return ImmutableDictionary<string, Person>.Empty;

        var people = (await PeopleAsync(action.About, cancellationToken)).Prepend(by).Where(person => ids.Contains(person.Id)).DistinctBy(person => person.Id).ToDictionary(person => person.Id);
        foreach (var id in ids.Where(id => !people.ContainsKey(id)))
        {
            if (await names.FindAsync(id, cancellationToken) is { } known)
                people[id] = new Person(id, known.Name);
        }

        return people.ToImmutableDictionary();
    }

    private async Task<IEnumerable<Person>> PeopleAsync(IncidentId? about, CancellationToken cancellationToken)
    {
        if (about is not { } id || await incidents.FindAsync(id, cancellationToken) is not { } record)
            return [];

        var owners = record.Incident.Roles.Select(held => held.Holder).Concat(record.Incident.Guests).Concat(record.ActionItems.Select(item => item.Owner).OfType<Owner>());
        return owners.Where(owner => owner.PersonId is not null).Select(owner => new Person(owner.PersonId!, owner.Name)).Append(record.Incident.DeclaredBy);
    }

    [GeneratedRegex("<@(?<id>[^<>]{1,200})>")]
    private static partial Regex Token();
}
