using System.Collections.Immutable;
using IncidentBot.Incidents.Commands;
using IncidentBot.Incidents.Nudges;
using Xunit;

namespace IncidentBot.Incidents.Tests;

/// <summary>A conversation to type commands in: what they decide becomes the record, as the host would store it.</summary>
internal sealed class Room
{
    public static readonly Person Ada = new("test:ada", "Ada");
    public static readonly Person Grace = new("test:grace", "Grace Hopper");
    public static readonly Conversation Place = new("test", "T01", "C01");

    private long _lastEvent;

    public DateTimeOffset Now { get; set; } = new(2024, 1, 15, 14, 30, 0, TimeSpan.Zero);

    public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    public IncidentRecord? Record { get; private set; }

    public IncidentRecord Incident => Record ?? throw new InvalidOperationException("Nothing was started here.");

    public ImmutableArray<string> Missing { get; set; } = [];

    public ImmutableArray<Gap> Gaps { get; set; } = [];

    public DueDays DueDays { get; set; } = DueDays.None;

    public ImmutableArray<DocumentSlot> Slots { get; set; } = [];

    /// <summary>What is signed: in here the title and the cause stand for the document.</summary>
    public Func<IncidentRecord, FinishedDocument> Document { get; set; } = record =>
        new FinishedDocument($"# {record.Incident.Title}\n{record.The(Topic.PrimaryCause)?.Text}\n", "{}", ShowsRawChat: false);

    public List<TimelineEvent> Log { get; } = [];

    public static Room WithIncident(string start = "start P1 Database Connection Pool Exhaustion")
    {
        var room = new Room();
        room.Type(start);
        return room;
    }

    /// <summary>Types a command; <c>@Grace</c> mentions her.</summary>
    public Decision Type(string text, Person? by = null, Standing standing = Standing.Member, bool isInHome = true)
    {
        var decision = CommandTable.Standard.Decide(WithTokens(text), ContextOf(by ?? Ada) with { Standing = standing, IsInHome = isInHome });
        Store(decision, null);
        return decision;
    }

    /// <summary>Types a command for the incident in another conversation.</summary>
    /// <param name="resident">Whose home that is.</param>
    public Decision TypeIn(Conversation place, string text, Person? by = null, Standing standing = Standing.Member, Incident? resident = null, bool isShared = false)
    {
        var decision = CommandTable.Standard.Decide(WithTokens(text), ContextOf(by ?? Ada) with
        {
            Conversation = place,
            ConversationName = $"name-of-{place.Channel}",
            Standing = standing,
            IsInHome = Record?.Incident.LivesIn(place) == true,
            Resident = resident,
            IsShared = isShared,
        });
        Store(decision, null);
        return decision;
    }

    /// <summary>Fills in a form: <c>text=Alert fired;at=14:10</c>.</summary>
    public Decision Fill(string verb, string answers)
    {
        var filled = answers.Split(';').Select(answer => answer.Split('=', 2)).ToImmutableDictionary(answer => answer[0], answer => WithTokens(answer[1]));
        var (decision, _) = CommandTable.Standard.Decide(new FilledForm(verb, filled), ContextOf(Ada));
        Store(decision, null);
        return decision;
    }

    /// <summary>Asks for a form.</summary>
    public Decision Open(string verb) => CommandTable.Standard.Open(verb, ContextOf(Ada));

    public string Refusal(string text, Person? by = null)
    {
        var decision = Type(text, by);
        Assert.NotNull(decision.Rejection);
        Assert.Empty(decision.Events);
        return decision.Rejection.Text.ToPlainText();
    }

    public string Answer(string text)
    {
        var decision = Type(text);
        Assert.Null(decision.Rejection);
        return (decision.ToSender ?? decision.ToChannel!(Incident)).ToPlainText();
    }

    public void Store(Decision decision, EventSource? source)
    {
        foreach (var draft in decision.Events)
        {
            var happened = new TimelineEvent(++_lastEvent, draft.OccurredAt, Now, draft.By, source, draft.Detail);
            Log.Add(happened);
            Record = (Record ?? IncidentRecord.Empty(IncidentId.For(draft.OccurredAt.At))).Apply(happened);
        }
    }

    /// <summary>The timeline as the document shows it: <c>14:30 | event | action</c>.</summary>
    public IEnumerable<string> Rows() =>
        TimelineRow.Of(Incident).Select(row => $"{row.At.ToClock()} | {row.Event} | {string.Join("; ", row.Actions)}");

    private CommandContext ContextOf(Person by) =>
        new(Record, by, new SenderClock(Now, Zone), Place, ImmutableDictionary<string, Person>.Empty.Add(Ada.Id, Ada).Add(Grace.Id, Grace))
        {
            MissingParts = _ => Missing,
            Gaps = _ => Gaps,
            Slots = _ => Slots,
            DueDays = DueDays,
            Document = Document,
        };

    private static string WithTokens(string text) =>
        text.Replace("@Grace", Mention.Token(Grace), StringComparison.Ordinal).Replace("@Ada", Mention.Token(Ada), StringComparison.Ordinal);
}
