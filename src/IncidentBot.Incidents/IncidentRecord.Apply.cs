using System.Collections.Immutable;

namespace IncidentBot.Incidents;

public sealed partial record IncidentRecord
{
    public IncidentRecord Apply(TimelineEvent happened)
    {
        var next = happened.Detail switch
        {
            IncidentDeclared => Knowing(KnownFact.Declared, happened).Knowing(KnownFact.Title, happened).Knowing(KnownFact.Severity, happened)
                .Knowing(KnownFact.Status, happened).Knowing(KnownFact.Start, happened),
            StatusChanged changed => Knowing(KnownFact.Status, happened).KnowingMilestone(changed.To, happened),
            IncidentReopened or IncidentClosed or IncidentCancelled => Knowing(KnownFact.Status, happened),
            TimeCorrected corrected => Corrected(corrected, happened),
            SeverityChanged => Knowing(KnownFact.Severity, happened),
            TitleChanged => Knowing(KnownFact.Title, happened),
            Stated stated => State(stated, happened),
            StatementEdited edited => Restate(edited, happened),
            StatementRemoved removed => Unstate(removed),
            Detected detected => Detect(detected, happened),
            DegradationSet set => (this with { Degradation = set.Degradation }).Knowing(KnownFact.Degradation, happened),
            ImpactMeasured measured => this with { Measurements = With(measured, happened.Id) },
            MetricRecorded metric => this with { Metrics = With(metric, happened.Id) },
            LinkAdded link => this with { Links = [.. Links.Where(known => known.Url != link.Url), new Link(link.Url, link.Label, [happened.Id])] },
            IncidentRelated related => this with { Related = [.. Related.Where(known => known.Id != related.Id), new RelatedIncident(related.Id, related.Why, [happened.Id])] },
            SectionWritten written => this with { Sections = With(written, happened) },
            SlotWritten written => this with { Edits = Edits.SetItem(written.Slot, new SlotEdit(written.Slot, written.Title, written.Text, written.Generated, happened.By, happened.OccurredAt.At, [happened.Id])) },
            SlotReleased released => this with { Edits = Edits.Remove(released.Slot) },
            SuggestionDeclined declined when Edits.TryGetValue(declined.Slot, out var edit) => this with { Edits = Edits.SetItem(declined.Slot, edit with { Generated = declined.Generated }) },
            ReviewScheduled review => (this with { ReviewOn = review.On }).Knowing(KnownFact.Review, happened),
            ActionItemAdded added => this with { ActionItems = ActionItems.Add(NewItem(added, happened)) },
            ActionItemProgressed progressed => Amend(progressed.ItemId, happened.Id, item => item.Become(progressed.To, progressed.Note, happened.OccurredAt.At)),
            ActionItemAssigned assigned => Amend(assigned.ItemId, happened.Id, item => item with { Owner = assigned.Owner, SettledAt = happened.OccurredAt.At, SnoozedUntil = null }),
            ActionItemRescheduled moved => Amend(moved.ItemId, happened.Id, item => item with { DueOn = moved.DueOn, SettledAt = happened.OccurredAt.At, SnoozedUntil = null }),
            ActionItemPrioritised ranked => Amend(ranked.ItemId, happened.Id, item => item with { Priority = ranked.Priority }),
            ActionItemReworded reworded => Amend(reworded.ItemId, happened.Id, item => item with { Text = reworded.Text }),
            ActionItemSnoozed snoozed => Amend(snoozed.ItemId, happened.Id, item => item with { SnoozedUntil = snoozed.Until }),
            TicketLinked linked => Amend(linked.ItemId, happened.Id, item => item with { Tickets = [.. item.Tickets.Where(url => url != linked.Url), linked.Url] }),
            _ => this,
        };

        var applied = next.ApplyToTimeline(happened).ApplyToQuestions(happened) with
        {
            Incident = Incident.Apply(happened),
            Review = Review.Apply(happened),
            Version = Math.Max(Version, happened.Id),
        };
        return happened.Detail is PersonRecognised recognised ? applied.Recognise(recognised) : applied;
    }

    private IncidentRecord Knowing(KnownFact fact, TimelineEvent happened) => this with { Facts = Facts.SetItem(fact, [happened.Id]) };

    private IncidentRecord KnowingMilestone(IncidentStatus status, TimelineEvent happened) => status switch
    {
        IncidentStatus.Mitigated => Knowing(KnownFact.Mitigated, happened),
        IncidentStatus.Resolved => Knowing(KnownFact.Resolved, happened),
        _ => this,
    };

    private IncidentRecord Corrected(TimeCorrected corrected, TimelineEvent happened) => corrected.Milestone switch
    {
        Milestone.Start => Knowing(KnownFact.Start, happened),
        Milestone.Mitigated => Knowing(KnownFact.Mitigated, happened),
        Milestone.Resolved => Knowing(KnownFact.Resolved, happened),
        _ => this with { Detection = new Detection(Detection?.Method, null, corrected.To, [.. Detection?.Evidence ?? [], happened.Id]) },
    };

    private IncidentRecord State(Stated stated, TimelineEvent happened)
    {
        var statement = new Statement(stated.Text, happened.By, happened.OccurredAt.At, [happened.Id]);
        return this with
        {
            Statements = Statements.SetItem(stated.Topic, stated.Topic.IsSaidOnce() ? [statement] : Of(stated.Topic).Add(statement)),
        };
    }

    private IncidentRecord Restate(StatementEdited edited, TimelineEvent happened)
    {
        var known = Of(edited.Topic);
        var statement = new Statement(edited.Text, happened.By, happened.OccurredAt.At, [.. known[edited.Number - 1].Evidence, happened.Id]);
        return this with { Statements = Statements.SetItem(edited.Topic, known.SetItem(edited.Number - 1, statement)) };
    }

    private IncidentRecord Unstate(StatementRemoved removed) => this with
    {
        Statements = Statements.SetItem(removed.Topic, Of(removed.Topic).RemoveAt(removed.Number - 1)),
    };

    private IncidentRecord Detect(Detected detected, TimelineEvent happened)
    {
        var saysWhen = detected.After is not null || detected.At is not null;
        var next = this with
        {
            Detection = new Detection(
                detected.Method,
                saysWhen ? detected.After : Detection?.After,
                saysWhen ? detected.At : Detection?.At,
                saysWhen ? [happened.Id] : [.. Detection?.Evidence ?? [], happened.Id]),
        };
        return detected.Note is null ? next : next.State(new Stated(Topic.DetectionNote, detected.Note), happened);
    }

    private ImmutableArray<Measurement> With(ImpactMeasured measured, long eventId)
    {
        var measurement = new Measurement(measured.Measure, measured.Subject, measured.Normal, measured.During, [eventId]);
        return Replacing(Measurements, measurement, known =>
            known.Measure == measured.Measure && known.Subject.Equals(measured.Subject, StringComparison.OrdinalIgnoreCase));
    }

    private ImmutableArray<Metric> With(MetricRecorded recorded, long eventId) =>
        Replacing(Metrics, new Metric(recorded.Name, recorded.Value, [eventId]), known => known.Name == recorded.Name);

    private ImmutableArray<SectionText> With(SectionWritten written, TimelineEvent happened) =>
        Replacing(
            Sections,
            new SectionText(written.Heading, written.Text, happened.By, happened.OccurredAt.At, [happened.Id]),
            known => known.Heading.Equals(written.Heading, StringComparison.OrdinalIgnoreCase));

    /// <summary>A thing said again takes the place where it stood the first time.</summary>
    private static ImmutableArray<T> Replacing<T>(ImmutableArray<T> known, T item, Predicate<T> isSame)
    {
        var place = known.ToList().FindIndex(isSame);
        return place < 0 ? known.Add(item) : known.SetItem(place, item);
    }

    private static ActionItem NewItem(ActionItemAdded added, TimelineEvent happened) =>
        new(added.ItemId, added.Text, added.Owner, added.Priority, added.DueOn, ActionItemStatus.Open, happened.By, [happened.Id])
        {
            CreatedAt = happened.OccurredAt.At,
            SettledAt = happened.OccurredAt.At,
        };

    private IncidentRecord Amend(string itemId, long eventId, Func<ActionItem, ActionItem> change) => this with
    {
        ActionItems = [.. ActionItems.Select(item => item.Id == itemId ? change(item) with { Evidence = item.Evidence.Add(eventId) } : item)],
    };
}
