using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Commands;
using Xunit;

namespace IncidentBot.Postmortems.Tests;

/// <summary>An incident as people drive it: who typed what, and when. Everything goes through the commands and the record.</summary>
internal sealed class ScriptedIncident
{
    public static readonly Person Ada = new("sandbox:ada", "Ada Lovelace");
    public static readonly Person Grace = new("sandbox:grace", "Grace Hopper");

    private static readonly Conversation Room = new("sandbox", "demo", "room");
    private static readonly ImmutableDictionary<string, Person> People =
        new[] { Ada, Grace }.ToImmutableDictionary(person => person.Id);

    private readonly List<TimelineEvent> _log = [];
    private IncidentRecord? _record;

    public IncidentRecord Record => _record ?? throw new InvalidOperationException("Nobody has started it.");

    public IReadOnlyList<TimelineEvent> Log => _log;

    public PostmortemDocument Document => PostmortemRenderer.Assemble(Record, _log);

    public string Draft => PostmortemRenderer.Render(Document, Form.Draft);

    public string Finished => PostmortemRenderer.Render(Document, Form.Finished);

    /// <param name="time"><c>14:30</c> on 2024-01-15, or with a date before it; UTC.</param>
    public ScriptedIncident Type(string time, Person by, string command)
    {
        var clock = ClockAt(time);
        Append(new EventDraft(new Moment(clock.Now), by, new CommandIssued(command)), null);
        var decision = CommandTable.Standard.Decide(command, new CommandContext(_record, by, clock, Room, People)
        {
            Slots = record => Edits.SlotsOf(PostmortemRenderer.Assemble(record, [])),
        });
        Assert.True(decision.Rejection is null, decision.Rejection?.Text.ToPlainText());
        foreach (var draft in decision.Events)
            Append(draft, null);
        return this;
    }

    public ScriptedIncident Type(string time, params string[] commands) =>
        commands.Aggregate(this, (incident, command) => incident.Type(time, Ada, command));

    public ScriptedIncident Say(string time, Person by, string text, string id, string? thread = null) =>
        Message(time, by, id, thread, draft => MessageRecorder.Posted(new MessagePosted(text), draft with { Detail = new MessagePosted(text) }, ClockAt(time)));

    public ScriptedIncident BotSays(string time, string text, string id) =>
        Message(time, Person.Bot, id, null, draft => Decision.Record(draft with { Detail = new MessagePosted(text, FromBot: true) }));

    public ScriptedIncident Edit(string time, Person by, string text, string id, string version) =>
        Message(time, by, id, null, draft => Decision.Record(draft with { Detail = new MessageEdited(text, version) }));

    public ScriptedIncident Delete(string time, Person by, string id) =>
        Message(time, by, id, null, draft => Decision.Record(draft with { Detail = new MessageDeleted() }));

    public ScriptedIncident Pin(string time, Person by, string id, string? thread = null)
    {
        var posted = _log.First(happened => happened.Source?.MessageId == id);
        var message = new KnownMessage(((MessagePosted)posted.Detail).Text, posted.By, new SenderClock(posted.OccurredAt.At, TimeZoneInfo.Utc));
        return Message(time, by, id, thread, draft => MessageRecorder.Kept(Record, new EventSource(Room, id), new MessageKept("pushpin", null, null), draft, message));
    }

    /// <summary>The same record after it went through the store.</summary>
    public static IncidentRecord Stored(IncidentRecord record) =>
        JsonSerializer.Deserialize<IncidentRecord>(JsonSerializer.Serialize(record))!;

    private ScriptedIncident Message(string time, Person by, string id, string? thread, Func<EventDraft, Decision> decide)
    {
        foreach (var draft in decide(new EventDraft(new Moment(ClockAt(time).Now), by, new MessageDeleted())).Events)
            Append(draft, new EventSource(Room, id, thread));
        return this;
    }

    private void Append(EventDraft draft, EventSource? source)
    {
        var happened = new TimelineEvent(_log.Count + 101, draft.OccurredAt, draft.OccurredAt.At, draft.By, source, draft.Detail);
        _log.Add(happened);
        if (_record is null && happened.Detail is IncidentDeclared)
            _record = IncidentRecord.Empty(IncidentId.For(happened.OccurredAt.At));
        _record = _record?.Apply(happened);
    }

    private static SenderClock ClockAt(string time)
    {
        var full = time.Length == 5 ? $"2024-01-15 {time}" : time;
        return new SenderClock(DateTimeOffset.ParseExact(full, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal), TimeZoneInfo.Utc);
    }
}
