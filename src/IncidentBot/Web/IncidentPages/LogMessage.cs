using System.Collections.Immutable;
using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Web.IncidentPages;

/// <summary>An event of the log as its page shows it.</summary>
/// <param name="About">Edits, deletion and marks of it, the oldest first.</param>
public sealed record LogMessage(TimelineEvent Happened, ImmutableArray<TimelineEvent> About)
{
    /// <summary>Stands under the message that it answers.</summary>
    public bool IsReply { get; init; }

    /// <summary>The event of the message that it answers, where that stands elsewhere.</summary>
    public long? Root { get; init; }

    public MessagePosted? Posted => Happened.Detail as MessagePosted;

    public bool IsDeleted => About.Any(later => later.Detail is MessageDeleted);

    /// <summary>Its texts, from the first to the one that stands now.</summary>
    public ImmutableArray<(string? Text, Moment At)> Versions =>
    [
        (Posted?.Text, Happened.OccurredAt),
        .. About.Where(later => later.Detail is MessageEdited)
            .OrderBy(later => ((MessageEdited)later.Detail).Version, StringComparer.Ordinal)
            .Select(later => (((MessageEdited)later.Detail).Text, later.OccurredAt)),
    ];

    public ImmutableArray<SharedFile> Files =>
        About.Select(later => (later.Detail as MessageEdited)?.Files).LastOrDefault(files => files is not null) ?? Posted?.Files ?? [];

    /// <summary>The events in the order in which they are read: a reply under its message, if both are among them.</summary>
    public static IEnumerable<LogMessage> In(LogSlice slice, bool isNewestFirst)
    {
        var about = slice.About.Where(later => later.Source is not null).ToLookup(later => later.Source!.MessageKey);
        var roots = slice.Entries.Where(happened => happened.Detail is MessagePosted).Select(happened => happened.Source!.MessageKey).ToHashSet();
        var replies = slice.Entries.Where(happened => IsUnder(happened, roots)).ToLookup(happened => happened.Source!.ThreadKey!);
        var standing = slice.Entries.Where(happened => !IsUnder(happened, roots));
        foreach (var happened in isNewestFirst ? standing.Reverse() : standing)
        {
            yield return Of(happened, false);
            if (happened.Detail is not MessagePosted)
                continue;

            foreach (var reply in replies[happened.Source!.MessageKey])
                yield return Of(reply, true);
        }

        LogMessage Of(TimelineEvent happened, bool isReply) => new(happened, happened.Detail is MessagePosted ? [.. about[happened.Source!.MessageKey]] : [])
        {
            IsReply = isReply,
            Root = !isReply && happened.Source is { ThreadKey: not null, ThreadId: { } thread } && slice.Roots.TryGetValue(thread, out var root) ? root : null,
        };
    }

    private static bool IsUnder(TimelineEvent happened, HashSet<string> roots) =>
        happened is { Detail: MessagePosted, Source.ThreadKey: { } thread } && roots.Contains(thread);
}
