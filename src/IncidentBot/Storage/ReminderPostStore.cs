using System.Collections.Immutable;
using Dapper;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Nudges;
using Npgsql;

namespace IncidentBot.Storage;

/// <summary>What a reminder's message was made of, so that it can be made again with its items as they are later.</summary>
/// <param name="Head">What kind of message it is.</param>
/// <param name="Day">The reader's, when it was posted.</param>
/// <param name="Entries">In the order in which they stand there.</param>
/// <param name="More">So many others are only counted.</param>
public sealed record ReminderLayout(ReminderHead Head, DateOnly Day, ImmutableArray<ReminderEntry> Entries, int More)
{
    /// <summary>Who is called by name: the commander in a home, or whoever could not be told alone.</summary>
    public Owner? Mention { get; init; }

    /// <summary>Who gave the item away.</summary>
    public string? By { get; init; }

    /// <summary>Whether the reader may press something.</summary>
    public bool CanAct { get; init; } = true;
}

public enum ReminderHead
{
    ToPerson,
    Digest,
    ToTeam,
    ToHome,
    InsteadOfDirect,
    Assigned,
}

public enum ReminderSection
{
    Overdue,
    Today,
    Next,
    Open,
    Escalated,
    OwnerLeft,
    Assigned,
}

/// <summary>An item as it was when the message was posted: by that, what happened since shows.</summary>
public sealed record ReminderEntry(ReminderSection Section, IncidentId Incident, string ItemId, DateOnly? DueOn, Owner? Owner, DateOnly? SnoozedUntil)
{
    public ItemKey Key => new(Incident, ItemId);

    public static ReminderEntry Of(ReminderSection section, RemindedItem item) => new(section, item.Incident, item.Id, item.DueOn, item.Owner, item.SnoozedUntil);
}

public sealed record ReminderPost(long Id, Recipient To, EventSource Source, ReminderLayout Layout);

/// <summary>Where reminders were posted, and which items they list.</summary>
public sealed class ReminderPostStore(NpgsqlDataSource dataSource, TimeProvider time)
{
    /// <summary>Older messages stay as they are.</summary>
    public static readonly TimeSpan Followed = TimeSpan.FromDays(60);

    /// <summary>In the transaction that changes items: the messages that list them are made anew. Constant work where none changed.</summary>
    internal static async Task FollowAsync(NpgsqlConnection connection, IncidentRecord before, IncidentRecord after, DateTimeOffset now)
    {
        const string sql = """
            select distinct p.id
              from reminder_post_items i
              join reminder_posts p on p.id = i.post_id
             where i.incident_id = @incident
               and i.item_id = any (@items)
               and p.posted_at > @since
             order by p.id
            """;
        if (before.ActionItems == after.ActionItems)
            return;

        var items = after.ActionItems.Except(before.ActionItems).Select(item => item.Id).ToArray();
        var posts = await connection.QueryAsync<long>(sql, new { incident = after.Incident.Id.Value, items, since = (now - Followed).UtcDateTime });
        await OutboxStore.AddAsync(connection, posts.Select(post => Anew(post, after.Incident.Id)), now);
    }

    public async Task<bool> IsPostedAsync(string key, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleAsync<bool>(new CommandDefinition("select exists (select from reminder_posts where key = @key)", new { key }, cancellationToken: cancellationToken));
    }

    public async Task<ReminderPost?> FindAsync(long id, CancellationToken cancellationToken)
    {
        const string sql = "select id, recipient, platform, workspace, channel, message_id as MessageId, layout from reminder_posts where id = @id";
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(sql, new { id }, cancellationToken: cancellationToken));
        return row?.ToPost();
    }

    /// <param name="shown">The items as the message shows them. One that was changed while it was posted has it made anew.</param>
    /// <param name="reminders">Those that went out in it.</param>
    public async Task SaveAsync(
        string key, Recipient to, EventSource source, ReminderLayout layout, IReadOnlyDictionary<ItemKey, RemindedItem> shown, long[] reminders, CancellationToken cancellationToken)
    {
        const string post = """
            insert into reminder_posts (key, recipient, platform, workspace, channel, message_id, layout, posted_at)
            values (@key, @recipient, @platform, @workspace, @channel, @messageId, @layout::jsonb, @now)
            on conflict (key) do nothing
            returning id
            """;
        // Whoever is changing an item at this moment is waited for; whoever comes later finds the post.
        const string items = """
            select 1
              from action_items a
              join unnest(@incidents, @items) as listed (incident_id, item_id) on a.incident_id = listed.incident_id and a.id = listed.item_id
             order by a.incident_id, a.id
               for share of a;
            insert into reminder_post_items (incident_id, item_id, post_id)
            select distinct incident_id, item_id, @id
              from unnest(@incidents, @items) as listed (incident_id, item_id);
            update reminders set post_id = @id where id = any (@reminders)
            """;
        var now = time.GetUtcNow();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var saved = await connection.QueryAsync<long>(post, new
        {
            key,
            recipient = to.Address,
            platform = source.Conversation.Platform,
            workspace = source.Conversation.Workspace,
            channel = source.Conversation.Channel,
            messageId = source.MessageId,
            layout = Json.Write(layout),
            now = now.UtcDateTime,
        });
        foreach (var id in saved)
        {
            await connection.ExecuteAsync(items, new { id, reminders, incidents = layout.Entries.Select(entry => entry.Incident.Value).ToArray(), items = layout.Entries.Select(entry => entry.ItemId).ToArray() });
            var present = await ReminderItems.FindAsync(connection, [.. shown.Keys], to.PersonId, to.Home);
            if (present.Any(item => shown[item.Key] != item.Value))
                await OutboxStore.AddAsync(connection, [Anew(id, null)], now);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Forgets messages that are not followed any more, and the daily reminders of that time.</summary>
    public async Task ForgetAsync(CancellationToken cancellationToken)
    {
        const string sql = """
            delete from reminder_posts where posted_at < @before;
            delete from reminders where created_at < @before and kind in ('overdue', 'digest')
            """;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(sql, new { before = (time.GetUtcNow() - Followed).UtcDateTime }, cancellationToken: cancellationToken));
    }

    private static OutboxMessage Anew(long post, IncidentId? incident) => new($"reminder post {post}", incident, new ReminderPostErrand(post), "reminder-post");

    private sealed record Row
    {
        public long Id { get; init; }
        public required string Recipient { get; init; }
        public required string Platform { get; init; }
        public required string Workspace { get; init; }
        public required string Channel { get; init; }
        public required string MessageId { get; init; }
        public required string Layout { get; init; }

        public ReminderPost ToPost() =>
            new(Id, new Recipient(Recipient), new EventSource(new Conversation(Platform, Workspace, Channel), MessageId), Json.Read<ReminderLayout>(Layout));
    }
}
