using System.Collections.Immutable;
using System.Data.Common;
using System.Text.Json;
using IncidentBot.Chat;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Commands;
using IncidentBot.Storage;

namespace IncidentBot.Slack;

/// <summary>Forms that were sent. What is wrong stands below its field and what was typed stays; a form that was understood closes.</summary>
public sealed partial class SlackSubmissions(
    SlackForms forms, SlackFormReader answers, SlackPressReader reader, ChatEventHandler handler, TimelineForms timeline, SlackHome home, SlackWhispers whispers, SlackLateAnswers late,
    ILogger<SlackSubmissions> logger)
{
    private const int LongestWhy = 500;

    public Task<SlackAnswer> TakeAsync(SlackInteraction done, CancellationToken stopping)
    {
        var view = done.Payload.Child("view"u8);
        if (view.Text("callback_id"u8) != SlackFormWriter.CallbackId || SlackFormReader.MainField(view) is not { } main)
            return Task.FromResult(SlackAnswer.Taken);

        var slow = SlackAnswer.Wrong(main, "This takes longer than Slack waits. Please press again in a moment: it is recorded once.");
        return late.InTimeAsync(AnswerAsync(done, view, main, stopping), "", stopping, slow);
    }

    private async Task<SlackAnswer> AnswerAsync(SlackInteraction done, JsonElement view, string main, CancellationToken cancellationToken)
    {
        try
        {
            var id = view.Text("private_metadata"u8);
            if (await forms.FindAsync(id, cancellationToken) is not { } form || !form.IsOf(done) || await answers.ReadAsync(done.Team, view, cancellationToken) is not { } filled)
                return SlackAnswer.Wrong(main, "This form is not known any more, and nothing was recorded. Please close it and open it again.");

            var sender = form.At(done);
            var reply = await DoAsync(sender, form, id!, filled.Answers, filled.Mentions, cancellationToken);
            if (reply is { IsRefusal: true })
                return SlackAnswer.Wrong(reply.Field is { } field && SlackFormReader.HasField(view, field) ? field : main, Why(reply.Text));
            if (form.Channel is null)
                home.Publish(HomeVisitor.Of(done) with { Hash = null }, new PersonalPages());
            if (reply is { IsForAll: false, Text.IsEmpty: false })
                await whispers.SayAsync(sender, reply.Text, cancellationToken);
            return SlackAnswer.Taken;
        }
        catch (StorageAwayException away)
        {
            LogStorageAway(away.InnerException?.Message);
            return SlackAnswer.Wrong(main, "The database is away: nothing was recorded. Press again in a minute.");
        }
        catch (Exception uncertain) when (uncertain is OutcomeUnknownException or DbException or TimeoutException)
        {
            LogStorageAway(uncertain.Message);
            return SlackAnswer.Wrong(main, "The database went away while it worked. Look with show whether that was recorded; pressed again, it is recorded once.");
        }
    }

    private async Task<Reply?> DoAsync(
        SlackInteraction sender, OpenForm form, string id, ImmutableDictionary<string, string> filled, ImmutableDictionary<string, Person> mentions, CancellationToken cancellationToken)
    {
        var command = await reader.ReadAsync(sender, $"form-{id}", form.Verb, cancellationToken);
        var answered = command with { About = form.Incident, Form = new FilledForm(form.Verb, filled), Mentions = mentions, From = form.Message?.ToEvent() };
        return form is { Verb: TimelineForm.Verb, Message: { } message }
            ? await timeline.TakeAsync(answered, message.ToEvent(), cancellationToken)
            : await handler.HandleAsync(answered, cancellationToken);
    }

    private static string Why(BotText text) => SlackCut.Plain(LongestWhy, SlackText.Clean(text.ToPlainText().ReplaceLineEndings(" ").Trim()));

    [LoggerMessage(LogLevel.Warning, "A form was not recorded: the database is away ({Reason})")]
    private partial void LogStorageAway(string? reason);
}
