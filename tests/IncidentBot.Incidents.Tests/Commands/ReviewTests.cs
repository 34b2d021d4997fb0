using Xunit;

namespace IncidentBot.Incidents.Tests.Commands;

public sealed class ReviewTests
{
    private static readonly Person Linus = new("test:linus", "Linus");

    [Fact]
    public void Goes_into_review_with_a_day_and_those_who_shall_read_it()
    {
        var room = Room.WithIncident();

        var said = room.Answer("postmortem review 2024-01-22 @Grace, @security");

        Assert.Equal((ReviewState.InReview, new DateOnly(2024, 1, 22)), (room.Incident.Review.State, room.Incident.ReviewOn));
        Assert.Equal(["Grace Hopper", "security"], room.Incident.Review.Reviewers.Select(reviewer => reviewer.Name));
        Assert.Contains("until 2024-01-22. @Grace Hopper security", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pm review in 5d")]
    [InlineData("retro review 20 Jan")]
    [InlineData("review 2024-01-20 @Grace")]
    public void Its_verbs_are_found_under_every_word_for_the_postmortem(string typed)
    {
        var room = Room.WithIncident();

        room.Type(typed);

        Assert.Equal(new DateOnly(2024, 1, 20), room.Incident.ReviewOn);
    }

    [Fact]
    public void Another_day_keeps_the_reviewers()
    {
        var room = Room.WithIncident();
        room.Type("review 2024-01-22 @Grace");

        room.Type("review 2024-01-23");

        Assert.Equal(["Grace Hopper"], room.Incident.Review.Reviewers.Select(reviewer => reviewer.Name));
    }

    [Theory]
    [InlineData("review", "When is the review?")]
    [InlineData("review @Grace", "When is the review?")]
    [InlineData("review soon", "soon")]
    [InlineData("comment", "What is not right yet?")]
    [InlineData("comment resolve 1", "There is no comment yet.")]
    [InlineData("draft", "is a draft")]
    [InlineData("signoff", "you are none of them")]
    public void Says_what_is_wrong(string typed, string expected)
    {
        Assert.Contains(expected, Room.WithIncident().Refusal(typed), StringComparison.Ordinal);
    }

    [Fact]
    public void Comments_keep_their_numbers_and_are_resolved_one_by_one()
    {
        var room = Room.WithIncident();
        room.Type("comment \"Root Cause\" Which index?");
        room.Type("comment resolve the conflict first");

        room.Type("comment resolve 1", Room.Grace);

        Assert.Equal([("Root Cause", true), (null, false)], room.Incident.Review.Comments.Select(comment => (comment.About, comment.IsResolved)));
        Assert.Contains("2. resolve the conflict first (Ada)", room.Answer("comments"), StringComparison.Ordinal);
        Assert.Contains("resolved already", room.Refusal("comment resolve 1"), StringComparison.Ordinal);
        Assert.Contains("there are 1 to 2", room.Refusal("comment resolve 3"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_all_in_quotes_is_a_comment_on_the_whole()
    {
        var room = Room.WithIncident();

        room.Type("comment \"Which index?\"");

        var comment = Assert.Single(room.Incident.Review.Comments);
        Assert.Null(comment.About);
    }

    [Fact]
    public void Three_signatures_under_one_text_freeze_it()
    {
        var room = ToBeSigned();

        room.Type("signoff", Room.Ada);
        room.Type("signoff", Room.Grace);
        room.Type("signoff", Linus);

        var review = room.Incident.Review;
        var frozen = Assert.Single(room.Log, happened => happened.Detail is DocumentFrozen);
        var text = Assert.IsType<DocumentFrozen>(frozen.Detail);
        Assert.Equal((ReviewState.SignedOff, frozen.Id, text.Sha256), (review.State, review.Frozen!.EventId, review.Frozen.Sha256));
        Assert.Equal(FinishedDocument.HashOf(text.Markdown), text.Sha256);
        Assert.Null(ReviewProof.FirstFault(room.Log));
    }

    [Fact]
    public void Whoever_holds_several_roles_signs_all_at_once()
    {
        var room = Room.WithIncident();
        foreach (var line in new[] { "claim commander", "claim lead", "claim author", "review 2024-01-22" })
            room.Type(line);

        var decision = room.Type("signoff");

        Assert.Equal(3, decision.Events.Count(draft => draft.Detail is SignedOff));
        Assert.Contains(decision.FollowUps, next => next is TellSeal);
        Assert.Equal(ReviewState.SignedOff, room.Incident.Review.State);
    }

    [Fact]
    public void A_signature_under_an_earlier_text_must_be_renewed()
    {
        var room = ToBeSigned();
        room.Type("signoff", Room.Ada);
        room.Type("cause Not the index after all");

        var said = room.Type("signoff", Room.Grace).ToChannel!(room.Incident).ToPlainText();
        room.Type("signoff", Linus);
        var state = room.Incident.Review.State;
        room.Type("signoff", Room.Ada);

        Assert.Contains("The text has changed since @Ada signed as Incident Commander", said, StringComparison.Ordinal);
        Assert.Equal(ReviewState.InReview, state);
        Assert.Equal(ReviewState.SignedOff, room.Incident.Review.State);
    }

    [Fact]
    public void The_signature_of_one_who_has_handed_the_role_on_counts_no_longer()
    {
        var room = ToBeSigned();
        room.Type("signoff", Room.Ada);
        room.Type("claim commander", Room.Grace);

        room.Type("signoff", Linus);
        room.Type("signoff", Room.Grace);

        Assert.Equal(ReviewState.SignedOff, room.Incident.Review.State);
        Assert.Equal(Room.Grace, room.Incident.Review.Signatures.Single(signed => signed.Role == "commander").By);
    }

    [Fact]
    public void Nobody_signs_the_same_text_twice()
    {
        var room = ToBeSigned();
        room.Type("signoff");

        var refusal = room.Refusal("signoff");

        Assert.Contains("signed this text already", refusal, StringComparison.Ordinal);
        Assert.Contains("Still to sign: @Grace Hopper as Technical Lead", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_signs_without_a_review_or_over_an_open_comment()
    {
        var room = Room.WithIncident();
        room.Type("claim commander");
        var tooEarly = room.Refusal("signoff");
        room.Type("review 2024-01-22");
        room.Type("comment Which index?");

        var overComment = room.Refusal("signoff");

        Assert.Contains("review <date>", tooEarly, StringComparison.Ordinal);
        Assert.Contains("1 comment is open", overComment, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_parts_need_a_reason_which_stands_in_the_log()
    {
        var room = ToBeSigned();
        room.Missing = ["Root cause"];
        var refusal = room.Refusal("signoff");

        room.Type("signoff --anyway the vendor is silent");

        Assert.Contains("still lacks: Root cause", refusal, StringComparison.Ordinal);
        Assert.Equal("the vendor is silent", room.Log.Select(happened => happened.Detail).OfType<SignedOff>().Single().Despite);
        Assert.Contains("needs a reason", room.Refusal("signoff --anyway", Room.Grace), StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_signs_a_timeline_that_is_only_the_chat()
    {
        var room = ToBeSigned();
        room.Document = _ => new FinishedDocument("# Chat\n", "{}", ShowsRawChat: true);

        Assert.Contains(":pushpin:", room.Refusal("signoff --anyway whatever"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("review 2024-02-01")]
    [InlineData("comment Too late")]
    [InlineData("signoff")]
    public void What_is_signed_stands(string typed)
    {
        Assert.Contains("postmortem reopen <reason>", Signed().Refusal(typed), StringComparison.Ordinal);
    }

    [Fact]
    public void Reopening_needs_a_reason_and_begins_the_next_revision()
    {
        var room = Signed();
        var refusal = room.Refusal("postmortem reopen");

        var said = room.Answer("postmortem reopen The vendor has answered");

        var review = room.Incident.Review;
        Assert.Contains("Why must it be changed?", refusal, StringComparison.Ordinal);
        Assert.Contains("revision 2", said, StringComparison.Ordinal);
        Assert.Equal((ReviewState.Draft, 2, null), (review.State, review.Revision, review.Frozen));
        Assert.Empty(review.Signatures);
    }

    [Fact]
    public void Going_back_to_a_draft_takes_the_signatures()
    {
        var room = ToBeSigned();
        room.Type("signoff");

        room.Type("draft");

        Assert.Equal(ReviewState.Draft, room.Incident.Review.State);
        Assert.Empty(room.Incident.Review.Signatures);
    }

    [Fact]
    public void A_log_from_before_texts_were_hashed_still_folds()
    {
        var room = Room.WithIncident();
        room.Store(Decision.Record(new EventDraft(new Moment(room.Now), Room.Ada, new ReviewScheduled(new DateOnly(2024, 1, 22)))), null);
        room.Store(Decision.Record(new EventDraft(new Moment(room.Now), Room.Ada, new SignedOff("commander"))), null);

        Assert.Equal((ReviewState.InReview, new DateOnly(2024, 1, 22)), (room.Incident.Review.State, room.Incident.ReviewOn));
        Assert.Null(room.Incident.Review.Signatures.Single().Sha256);
        Assert.Null(ReviewProof.FirstFault(room.Log));
    }

    [Fact]
    public void The_proof_finds_a_changed_text_and_a_missing_signature()
    {
        var log = Signed().Log;
        var changed = log.Select(happened => happened.Detail is DocumentFrozen frozen ? happened with { Detail = frozen with { Markdown = "Nothing happened." } } : happened);
        var unsigned = log.Where(happened => happened.Detail is not SignedOff { Role: "lead" });

        Assert.Equal("the frozen text does not fit its hash", ReviewProof.FirstFault(changed)?.Why);
        Assert.Equal("the frozen text is not signed as Technical Lead", ReviewProof.FirstFault(unsigned)?.Why);
    }

    private static Room ToBeSigned()
    {
        var room = Room.WithIncident();
        room.Type("claim commander", Room.Ada);
        room.Type("claim lead", Room.Grace);
        room.Type("claim author", Linus);
        room.Type("review 2024-01-22");
        return room;
    }

    private static Room Signed()
    {
        var room = ToBeSigned();
        foreach (var signer in new[] { Room.Ada, Room.Grace, Linus })
            room.Type("signoff", signer);
        return room;
    }
}
