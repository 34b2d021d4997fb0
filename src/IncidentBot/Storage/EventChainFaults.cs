using System.Globalization;

namespace IncidentBot.Storage;

/// <summary>Walks along a chain and names what does not fit.</summary>
internal sealed class EventChainFaults
{
    private readonly Dictionary<long, ChainedEvent> _events;
    private readonly ChangeRights _rights;
    private readonly Dictionary<long, ChainLink> _last = [];
    private readonly List<ChainFault> _faults = [];
    private DateTime _run = DateTime.MinValue;
    private DateTime _runBefore = DateTime.MinValue;

    private EventChainFaults(IReadOnlyCollection<ChainedEvent> events, ChangeRights rights) =>
        (_events, _rights) = (events.ToDictionary(happened => happened.Id), rights);

    /// <param name="links">In their order.</param>
    /// <param name="chain">Where it says its end is.</param>
    public static List<ChainFault> In(IReadOnlyCollection<ChainedEvent> events, IReadOnlyList<ChainLink> links, EventChainState chain, ChangeRights rights)
    {
        var walk = new EventChainFaults(events, rights);
        walk.Along(links, chain);
        foreach (var happened in events)
        {
            if (walk._last.TryGetValue(happened.Id, out var link) && happened.IsSealedBy(link) && !happened.HasPartsOf(link))
                walk.Find(happened.Id, happened.HasWordsOf(link.Parts) ? "its place was changed" : "its words were changed");
        }

        return walk._faults;
    }

    private void Along(IReadOnlyList<ChainLink> links, EventChainState chain)
    {
        var (head, place) = (Array.Empty<byte>(), 1L);
        foreach (var link in links)
        {
            if (link.Place != place)
                Find(link.EventId, Text($"the {link.Place - place} links of the chain before its own, from {place} on, are gone"));
            else if (!link.Follows(head))
                Find(link.EventId, Text($"its seal, at {link.Place}, does not follow from the one before"));
            else
                Check(link);
            (head, place) = (link.Seal, link.Place + 1);
            _last[link.EventId] = link;
        }

        if (place != chain.Length + 1 || !head.AsSpan().SequenceEqual(chain.Head))
            Find(links.Count == 0 ? 0 : links[^1].EventId, Text($"the chain ends at {place - 1}, and should at {chain.Length}"));
    }

    private void Check(ChainLink link)
    {
        if (link.SealedAt < _run)
            Find(link.EventId, "its link says that it was made before the one before it");
        if (link.SealedAt > _run)
            (_runBefore, _run) = (_run, link.SealedAt);

        if (!_events.TryGetValue(link.EventId, out var happened))
            Find(link.EventId, "it is gone from the log");
        else if (!happened.IsSealedBy(link))
            Find(link.EventId, "its time, its person or its kind was changed");
        else if (_last.TryGetValue(link.EventId, out var earlier))
            CheckChange(happened, earlier, link);
        else if (link.Why != ChainLink.New)
            Find(link.EventId, "it is sealed as changed, and was never sealed before");
        else if (_runBefore != DateTime.MinValue && happened.RecordedAt < _runBefore - EventChain.LateCommit)
            Find(link.EventId, Text($"it was put in afterwards: it says it was recorded at {happened.RecordedAt:u}, and was not there at {_runBefore:u}"));
    }

    private void CheckChange(ChainedEvent happened, ChainLink earlier, ChainLink link)
    {
        var hasMoved = !earlier.Parts.AsSpan(0, 32).SequenceEqual(link.Parts.AsSpan(0, 32));
        var saysOther = !earlier.Parts.AsSpan(32).SequenceEqual(link.Parts.AsSpan(32));
        var why = link.Why switch
        {
            ChainLink.Redacted when hasMoved => "it was sealed as redacted, and its place was changed as well",
            ChainLink.Redacted when !happened.IsRedacted => "it was sealed as redacted, and has words",
            ChainLink.Redacted when !_rights.IsDeleted(happened) => "its words are gone, and nobody deleted its message",
            ChainLink.Name when hasMoved => "it was sealed for a name, and its place was changed as well",
            ChainLink.Name when happened.Kind == "frozen" || !_rights.HasNames => "it was sealed for a name that nobody learned",
            ChainLink.Moved when saysOther && happened.Kind != "home" => "it was sealed for a channel's new id, and its words were changed",
            ChainLink.Moved when !_rights.IsPlace(happened) => "it was sealed for a channel's new id that nobody knows",
            ChainLink.New => "it was sealed twice as new",
            _ => null,
        };
        if (why is not null)
            Find(link.EventId, why);
    }

    private void Find(long eventId, string why) => _faults.Add(new ChainFault(eventId, why));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
