using System.Collections.Immutable;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Commands;

namespace IncidentBot.Postmortems.Sections;

/// <summary>The chat as rows of the timeline: what people wrote, as it stands now, without what was deleted and what bots said.</summary>
internal static class ChatRows
{
    public static ImmutableArray<TimelineRow> Of(IReadOnlyList<TimelineEvent> chat)
    {
        var versions = chat.Where(happened => happened.Source is not null && happened.Detail is MessageEdited)
            .ToLookup(happened => happened.Source!.MessageKey);
        var deleted = chat.Where(happened => happened.Detail is MessageDeleted)
            .Select(happened => happened.Source?.MessageKey).ToHashSet();
        return
        [
            .. chat
                .Where(happened => happened is { Source: not null, Detail: MessagePosted { FromBot: false } } && happened.By != Person.Bot)
                .DistinctBy(happened => happened.Source!.MessageKey)
                .Where(happened => !deleted.Contains(happened.Source!.MessageKey))
                .Select(happened => Row(happened, Newest(versions[happened.Source!.MessageKey])))
                .OfType<TimelineRow>(),
        ];
    }

    private static TimelineEvent? Newest(IEnumerable<TimelineEvent> edits) =>
        edits.MaxBy(edit => ((MessageEdited)edit.Detail).Version, StringComparer.Ordinal);

    private static TimelineRow? Row(TimelineEvent posted, TimelineEvent? edit)
    {
        var message = (MessagePosted)posted.Detail;
        var text = edit is null ? message.Text : ((MessageEdited)edit.Detail).Text;
        if (string.IsNullOrWhiteSpace(text))
            text = string.Join(", ", ((edit?.Detail as MessageEdited)?.Files ?? message.Files).Select(file => file.Shown));
        if (string.IsNullOrWhiteSpace(text))
            return null;

        var (said, action) = Typed.SplitArrow(text);
        ImmutableArray<long> evidence = edit is null ? [posted.Id] : [posted.Id, edit.Id];
        return said.Length == 0 || action is null
            ? new TimelineRow(0, posted.OccurredAt, text, [], evidence) { By = posted.By }
            : new TimelineRow(0, posted.OccurredAt, said, [action], evidence) { By = posted.By };
    }
}
