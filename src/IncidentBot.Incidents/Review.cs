using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace IncidentBot.Incidents;

/// <summary>How far the postmortem is on its way to being final.</summary>
public enum ReviewState
{
    Draft,
    InReview,
    SignedOff,
}

/// <summary>The postmortem's way from a draft through the review to a text that is signed and frozen. Its day is <see cref="IncidentRecord.ReviewOn"/>.</summary>
public sealed record Review
{
    /// <summary>Whose signatures together freeze the text.</summary>
    public static ImmutableArray<Role> SigningRoles { get; } = [Role.Commander, Role.TechnicalLead, Role.Author];

    public ReviewState State { get; init; }

    public ImmutableArray<Owner> Reviewers { get; init; } = [];

    /// <summary>Comments keep the number they got, which is their place from 1 on.</summary>
    public ImmutableArray<ReviewComment> Comments { get; init; } = [];

    /// <summary>The latest of each role, also of a text that was changed since: those count no longer.</summary>
    public ImmutableArray<Signature> Signatures { get; init; } = [];

    /// <summary>The signed text, while it stands.</summary>
    public FrozenText? Frozen { get; init; }

    /// <summary>From 1; every reopening of a signed text begins the next.</summary>
    public int Revision { get; init; } = 1;

    [JsonIgnore]
    public int OpenComments => Comments.Count(comment => !comment.IsResolved);

    /// <summary>The signatures under exactly this text, by those who hold the roles now.</summary>
    public ImmutableArray<Signature> Under(string sha256, Incident incident) =>
        [.. Signatures.Where(signed => signed.Sha256 == sha256 && incident.Holder(Role.Named(signed.Role))?.PersonId == signed.By.Id)];

    public Review Apply(TimelineEvent happened) => happened.Detail switch
    {
        ReviewScheduled scheduled => this with
        {
            State = State == ReviewState.SignedOff ? State : ReviewState.InReview,
            Reviewers = scheduled.Reviewers.IsDefaultOrEmpty ? Reviewers : scheduled.Reviewers,
        },
        ReviewCommented commented => this with { Comments = Comments.Add(new ReviewComment(commented.About, commented.Text, happened.By, happened.OccurredAt.At, happened.Id)) },
        ReviewCommentResolved resolved => Resolve(resolved.Number),
        SignedOff signed => this with { Signatures = With(signed, happened) },
        DocumentFrozen frozen => this with { State = ReviewState.SignedOff, Frozen = new FrozenText(happened.Id, frozen.Sha256, happened.OccurredAt.At) },
        ReviewWithdrawn => this with { State = ReviewState.Draft, Signatures = [] },
        DocumentReopened => this with { State = ReviewState.Draft, Signatures = [], Frozen = null, Revision = Revision + 1 },
        _ => this,
    };

    /// <summary>One of a person's accounts is known to be another's.</summary>
    internal Review Recognise(string id, string known) => this with
    {
        Reviewers = [.. Reviewers.Select(reviewer => reviewer.Under(id, known)).DistinctBy(reviewer => reviewer.PersonId ?? reviewer.Name)],
        Comments = [.. Comments.Select(comment => comment with { By = comment.By.Under(id, known) })],
        Signatures = [.. Signatures.Select(signed => signed with { By = signed.By.Under(id, known) })],
    };

    private Review Resolve(int number) => number < 1 || number > Comments.Length
        ? this
        : this with { Comments = Comments.SetItem(number - 1, Comments[number - 1] with { IsResolved = true }) };

    private ImmutableArray<Signature> With(SignedOff signed, TimelineEvent happened) =>
        [.. Signatures.Where(known => known.Role != signed.Role), new Signature(signed.Role, happened.By, signed.Sha256, happened.OccurredAt.At, happened.Id)];
}

/// <param name="About">The heading or slot it is about; nothing for the whole document.</param>
public sealed record ReviewComment(string? About, string Text, Person By, DateTimeOffset SaidAt, long Evidence)
{
    public bool IsResolved { get; init; }
}

/// <param name="Sha256">Of the text it was put under, as <see cref="FinishedDocument.Sha256"/>; nothing where it was given before texts were hashed.</param>
public sealed record Signature(string Role, Person By, string? Sha256, DateTimeOffset At, long Evidence);

/// <param name="EventId">The <see cref="DocumentFrozen"/> that holds the text.</param>
public sealed record FrozenText(long EventId, string Sha256, DateTimeOffset At);
