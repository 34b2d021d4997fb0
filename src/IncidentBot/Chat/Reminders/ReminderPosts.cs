using IncidentBot.Chat.Outbox;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Nudges;
using IncidentBot.Storage;

namespace IncidentBot.Chat.Reminders;

/// <summary>The messages of reminders: posted once, edited in place from then on.</summary>
public sealed class ReminderPosts(ChatPlatforms platforms, ReminderPostStore store, ReminderItems items, IncidentStore incidents, ReminderText text, OperatorNotes notes)
{
    private static readonly ILookup<ItemKey, ItemChange> Nothing = Array.Empty<(ItemKey Key, ItemChange Change)>().ToLookup(change => change.Key, change => change.Change);

    public async Task PostAsync(
        Recipient to, ReminderLayout layout, IReadOnlyDictionary<ItemKey, RemindedItem> shown, long[] reminders, Once once, CancellationToken cancellationToken)
    {
        if (to.PersonId is not { } person)
        {
            await PostOnceAsync(to, await PlaceAsync(to, cancellationToken), layout, shown, reminders, once, cancellationToken);
            return;
        }

        try
        {
            await platforms.ToPersonAsync(person, (_, direct) => PostOnceAsync(to, direct, layout, shown, reminders, once, cancellationToken), cancellationToken);
        }
        catch (DeliveryException refused) when (refused.RetryAfter is null)
        {
            await PostInHomesAsync(person, layout, shown, reminders, refused, once, cancellationToken);
        }
    }

    /// <summary>What happened to its items since is said in the message itself. One that somebody deleted stays deleted.</summary>
    public async Task ShowAnewAsync(long id, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(id, cancellationToken) is not { } post)
            return;

        var keys = post.Layout.Entries.Select(entry => entry.Key).Distinct().ToList();
        var shown = await items.FindAsync(keys, post.To.PersonId, post.To.Home, cancellationToken);
        var said = text.Of(post.Layout, shown, await items.ChangesAsync(keys, cancellationToken));
        try
        {
            await platforms.Of(post.Source.Conversation).UpdateAsync(post.Source.Conversation, post.Source.MessageId, said, cancellationToken);
        }
        catch (DeliveryException refused) when (refused.RetryAfter is null)
        {
            // There is nobody to whom the edit matters.
        }
    }

    /// <summary>Where a person cannot be told alone: one message for each home in which they have something to do.</summary>
    private async Task PostInHomesAsync(
        string person, ReminderLayout layout, IReadOnlyDictionary<ItemKey, RemindedItem> shown, long[] reminders, DeliveryException refused, Once once, CancellationToken cancellationToken)
    {
        var homes = layout.Entries.GroupBy(entry => shown[entry.Key].Home ?? "").Where(home => home.Key.Length > 0).ToList();
        var last = refused;
        var isSaid = false;
        foreach (var home in homes)
        {
            var place = ConversationName.Read(home.Key, null)!;
            var incident = home.First().Incident;
            await notes.TellAsync("direct", refused.Code, $"A reminder for one person alone went to the conversation of {incident} instead: the platform says {refused.Code}.", place, cancellationToken);
            var mentioned = home.Select(entry => entry.Owner).FirstOrDefault(owner => owner?.PersonId == person) ?? shown.Values.Select(item => item.Commander).FirstOrDefault(commander => commander?.PersonId == person);
            var here = layout with { Head = ReminderHead.InsteadOfDirect, Entries = [.. home], More = 0, Mention = mentioned ?? new Owner(person, person) };
            try
            {
                await PostOnceAsync(Recipient.HomeOf(incident), place, here, shown, reminders, once with { Key = $"{once.Key} {place}" }, cancellationToken);
                isSaid = true;
            }
            catch (DeliveryException closed) when (closed.RetryAfter is null)
            {
                last = closed;
            }
        }

        if (!isSaid)
            throw last;
    }

    private async Task PostOnceAsync(
        Recipient to, Conversation place, ReminderLayout layout, IReadOnlyDictionary<ItemKey, RemindedItem> shown, long[] reminders, Once once, CancellationToken cancellationToken)
    {
        if (await store.IsPostedAsync(once.Key, cancellationToken))
            return;

        var messageId = await platforms.Of(place).PostAsync(place, null, text.Of(layout, shown, Nothing), once, cancellationToken);
        var listed = layout.Entries.Select(entry => entry.Key).ToHashSet();
        var seen = shown.Where(item => listed.Contains(item.Key)).ToDictionary();
        await store.SaveAsync(once.Key, to, new EventSource(place, messageId), layout, seen, reminders, cancellationToken);
    }

    private async Task<Conversation> PlaceAsync(Recipient to, CancellationToken cancellationToken)
    {
        if (to.ChannelName is { } channel)
            return ConversationName.Read(channel, null) ?? throw new DeliveryException("channel_not_found");

        return (await incidents.FindAsync(to.Home!.Value, cancellationToken))?.Incident.Home ?? throw new DeliveryException("no_home");
    }
}
