using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace IncidentBot.Incidents;

/// <summary>What an incident is at a moment: the sum of its events so far.</summary>
public sealed record Incident
{
    public required IncidentId Id { get; init; }
    public string Title { get; init; } = "";
    public Severity? Severity { get; init; }
    public IncidentStatus Status { get; init; }
    public ImmutableArray<string> Services { get; init; } = [];
    public bool IsPrivate { get; init; }
    public bool IsDrill { get; init; }

    public DateTimeOffset DeclaredAt { get; init; }
    public Person DeclaredBy { get; init; } = Person.Bot;

    /// <summary>Whether it was written down more than a day after it began: what is told of it is past, and meant so.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsToldAfterwards { get; init; }

    /// <summary>When it began to hurt: the declaration, until somebody corrects it.</summary>
    public Moment StartedAt { get; init; }
    public Moment? MitigatedAt { get; init; }

    /// <summary>The last resolve; nothing while the incident runs, also after it was reopened.</summary>
    public Moment? ResolvedAt { get; init; }

    /// <summary>Where its people talk first of all; nothing until the channel is there.</summary>
    public Conversation? Home { get; init; }
    public string? HomeName { get; init; }

    /// <summary>Where they talk as well, on any platform, in the order of joining. The bot made none of them.</summary>
    public ImmutableArray<IncidentHome> FurtherHomes { get; init; } = [];

    /// <summary>Whether the home was made for the incident, and is not a conversation that was there before.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool HasOwnHome { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsHomeArchived { get; init; }

    /// <summary>When its home will be archived, if its people were told so.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? ArchivedFrom { get; init; }

    /// <summary>When it was closed or cancelled.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? FiledAt { get; init; }

    public ImmutableArray<RoleHolder> Roles { get; init; } = [];
    public ImmutableArray<Owner> Guests { get; init; } = [];
    public string? LastUpdate { get; init; }

    /// <summary>When <see cref="LastUpdate"/> was posted.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? LastUpdateAt { get; init; }

    /// <summary>When the next one was promised.</summary>
    public DateTimeOffset? NextUpdateDue { get; init; }

    /// <summary>Nobody is asked for the next one before then.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? UpdatePostponedUntil { get; init; }

    /// <summary>All of them, the first one first.</summary>
    [JsonIgnore]
    public IEnumerable<IncidentHome> Homes => Home is null ? FurtherHomes : FurtherHomes.Prepend(new IncidentHome(Home, HomeName ?? Home.Channel));

    [JsonIgnore]
    public bool IsDeclared => DeclaredAt != default;

    [JsonIgnore]
    public bool IsOver => Status is IncidentStatus.Resolved or IncidentStatus.Closed or IncidentStatus.Cancelled;

    [JsonIgnore]
    public bool IsFinal => Status is IncidentStatus.Closed or IncidentStatus.Cancelled;

    /// <summary>From the start to the last resolve, in whole minutes; nothing while it runs or where an hour or a day is all that is known.</summary>
    [JsonIgnore]
    public TimeSpan? Duration =>
        ResolvedAt is { } end && end.IsToTheMinute && StartedAt.IsToTheMinute && end.At >= StartedAt.At
            ? end.Minute - StartedAt.Minute
            : null;

    public Owner? Holder(Role role) => Roles.FirstOrDefault(held => held.Role == role.Name)?.Holder;

    /// <summary>Whether somebody belongs to its people: declared it, has a role, or was invited.</summary>
    public bool IsOf(Person person) =>
        DeclaredBy.Id == person.Id || Roles.Any(held => held.Holder.PersonId == person.Id) || Guests.Any(guest => guest.PersonId == person.Id);

    /// <summary>Whether somebody commands it: its commander, or whoever declared it while no person does.</summary>
    public bool IsLedBy(Person person) => (Holder(Role.Commander)?.PersonId ?? DeclaredBy.Id) == person.Id;

    public bool LivesIn(Conversation conversation) => Home == conversation || IsFurtherHome(conversation);

    public bool IsFurtherHome(Conversation conversation) => FurtherHomes.Any(home => home.Conversation == conversation);

    public Incident Apply(TimelineEvent happened) => happened.Detail switch
    {
        IncidentDeclared declared => this with
        {
            Title = declared.Title,
            Severity = declared.Severity,
            Services = declared.Services,
            IsPrivate = declared.IsPrivate,
            IsDrill = declared.IsDrill,
            DeclaredAt = happened.OccurredAt.At,
            DeclaredBy = happened.By,
            IsToldAfterwards = happened.RecordedAt - happened.OccurredAt.At > TimeSpan.FromDays(1),
            StartedAt = happened.OccurredAt,
        },
        HomeOpened home when home.Conversation == Home => this with { HomeName = home.Name },
        HomeOpened home => this with
        {
            Home = home.Conversation,
            HomeName = home.Name,
            HasOwnHome = home.IsOwn,
            IsHomeArchived = false,
            ArchivedFrom = null,
            FurtherHomes = Without(home.Conversation),
        },
        HomeJoined joined when joined.Conversation == Home => this,
        HomeJoined joined => this with { FurtherHomes = With(new IncidentHome(joined.Conversation, joined.Name) { IsQuiet = joined.IsQuiet }) },
        HomeLeft left => this with { FurtherHomes = Without(left.Conversation) },
        HomeArchived => this with { IsHomeArchived = true },
        HomeUnarchived => this with { IsHomeArchived = false, ArchivedFrom = null },
        ArchivingAnnounced announced => this with { ArchivedFrom = announced.At },
        StatusChanged changed => Become(changed.To, happened.OccurredAt),
        IncidentReopened => this with { Status = IncidentStatus.Investigating, ResolvedAt = null, FiledAt = null, ArchivedFrom = null },
        IncidentClosed => this with { Status = IncidentStatus.Closed, FiledAt = happened.RecordedAt },
        IncidentCancelled => this with { Status = IncidentStatus.Cancelled, FiledAt = happened.RecordedAt },
        TimeCorrected corrected => Correct(corrected),
        SeverityChanged changed => this with { Severity = changed.To },
        TitleChanged changed => this with { Title = changed.Title },
        RoleAssigned assigned => this with { Roles = WithRole(assigned, happened.Id) },
        AccessChanged changed => this with { IsPrivate = changed.IsPrivate },
        PersonInvited invited => this with { Guests = Guests.Any(guest => guest.IsSameAs(invited.Guest)) ? Guests : Guests.Add(invited.Guest) },
        StatusUpdatePosted update => this with { LastUpdate = update.Text, LastUpdateAt = happened.OccurredAt.At, NextUpdateDue = update.NextDue, UpdatePostponedUntil = null },
        StatusUpdatePostponed postponed => this with { UpdatePostponedUntil = postponed.Until },
        _ => this,
    };

    /// <summary>One of a person's accounts is known to be another's.</summary>
    internal Incident Recognise(string id, string known) => this with
    {
        DeclaredBy = DeclaredBy.Under(id, known),
        Roles = [.. Roles.Select(held => held with { Holder = held.Holder.Under(id, known) })],
        Guests = [.. Guests.Select(guest => guest.Under(id, known)).DistinctBy(guest => guest.PersonId ?? guest.Name)],
    };

    private Incident Become(IncidentStatus status, Moment at) => status switch
    {
        IncidentStatus.Mitigated => this with { Status = status, MitigatedAt = at },
        IncidentStatus.Resolved => this with { Status = status, ResolvedAt = at, NextUpdateDue = null, UpdatePostponedUntil = null },
        _ => this with { Status = status },
    };

    private Incident Correct(TimeCorrected corrected) => corrected.Milestone switch
    {
        Milestone.Start => this with { StartedAt = corrected.To },
        Milestone.Mitigated => this with { MitigatedAt = corrected.To },
        Milestone.Resolved => this with { ResolvedAt = corrected.To },
        _ => this,
    };

    private ImmutableArray<IncidentHome> With(IncidentHome home) =>
        FurtherHomes.FirstOrDefault(known => known.Conversation == home.Conversation) is { } known ? FurtherHomes.Replace(known, home) : FurtherHomes.Add(home);

    private ImmutableArray<IncidentHome> Without(Conversation conversation) => FurtherHomes.RemoveAll(home => home.Conversation == conversation);

    private ImmutableArray<RoleHolder> WithRole(RoleAssigned assigned, long eventId) =>
        [.. Roles.Where(held => held.Role != assigned.Role), new RoleHolder(assigned.Role, assigned.Holder, [eventId])];
}

public sealed record RoleHolder(string Role, Owner Holder, ImmutableArray<long> Evidence);
