using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using IncidentBot.Chat;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Commands;
using IncidentBot.Storage;

namespace IncidentBot.Teams;

/// <summary>Opens dialogs before somebody, and takes what they fill in. What is wrong stands above its field and what was typed stays; a form that was understood closes.</summary>
public sealed class TeamsForms(OpenFormStore store, TeamsPressReader reader, TeamsFormReader answers, ChatEventHandler handler, TimelineForms timeline, TimeProvider time)
{
    private const int LongestWhy = 500;
    private const string Unknown = "This form is not known any more, and nothing was recorded. Please close it and open it again.";

    /// <summary>Behind a button that opens a form.</summary>
    public async Task<TeamsAnswer> FetchAsync(TeamsSender sender, CancellationToken cancellationToken)
    {
        if (TeamsPress.Read(sender.Value.At("data")) is not { OpensForm: true } press)
            return TeamsAnswers.Message("This button is none of mine, and nothing was done.");

        var command = await reader.ReadAsync(sender, TeamsPresses.KeyOf(sender, press), press.Command, cancellationToken);
        return await ShowAsync(sender, await handler.HandleAsync(command with { About = press.Incident, WantsForm = true }, cancellationToken), null, cancellationToken);
    }

    /// <param name="message">The message that the form is about.</param>
    public async Task<TeamsAnswer> ShowAsync(TeamsSender sender, Reply? reply, MessageEvent? message, CancellationToken cancellationToken)
    {
        if (reply?.Form is not { } form)
            return TeamsAnswers.Message(reply is { Text.IsEmpty: false } ? Plain(reply.Text) : "Done.");

        var id = RandomNumberGenerator.GetHexString(32, lowercase: true);
        var card = TeamsFormWriter.Write(form, id);
        var open = TeamsOpenForm.For(sender, form, reply.Incident, message is null ? null : RememberedMessage.Of(message), card.ToElement());
        await store.AddAsync(id, Json.Write(open), time.GetUtcNow(), cancellationToken);
        return TeamsAnswers.Dialog(form.Title, card);
    }

    public async Task<TeamsAnswer> TakeAsync(TeamsSender sender, CancellationToken cancellationToken)
    {
        var data = sender.Value.At("data");
        var id = data.TextAt(TeamsFormWriter.Form);
        if (await FindAsync(id, cancellationToken) is not { } form || !form.IsOf(sender) || await answers.ReadAsync(form.At(sender), form.Fields, data, cancellationToken) is not { } filled)
            return TeamsAnswers.Message(Unknown);

        var reply = await DoAsync(form.At(sender), form, id!, filled.Answers, filled.Mentions, cancellationToken);
        if (reply is { IsRefusal: true })
        {
            var field = form.Fields.Any(asked => asked.Name == reply.Field) ? reply.Field! : form.Main;
            return TeamsAnswers.Dialog(form.Title, TeamsFormWriter.Again(form.Card, data, field, new TeamsEscape(isCard: true).Quoted(Why(reply.Text), isCode: false)));
        }

        return reply is { IsForAll: false, Text.IsEmpty: false } ? TeamsAnswers.Message(Plain(reply.Text)) : TeamsAnswer.Taken;
    }

    private async Task<Reply?> DoAsync(
        TeamsSender sender, TeamsOpenForm form, string id, ImmutableDictionary<string, string> filled, ImmutableDictionary<string, Person> mentions, CancellationToken cancellationToken)
    {
        var command = await reader.ReadAsync(sender, $"form-{id}", form.Verb, cancellationToken);
        var answered = command with { About = form.Incident, Form = new FilledForm(form.Verb, filled), Mentions = mentions, From = form.Message?.ToEvent() };
        return form is { Verb: TimelineForm.Verb, Message: { } message }
            ? await timeline.TakeAsync(answered, message.ToEvent(), cancellationToken)
            : await handler.HandleAsync(answered, cancellationToken);
    }

    /// <returns>Nothing for a form that is not ours, or too old.</returns>
    private async Task<TeamsOpenForm?> FindAsync(string? id, CancellationToken cancellationToken)
    {
        if (id is not { Length: > 0 and <= 64 } || await store.FindAsync(id, cancellationToken) is not { } content)
            return null;

        try
        {
            return Json.Read<TeamsOpenForm>(content);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Plain(BotText text) => text.ToPlainText().Trim();

    private static string Why(BotText text)
    {
        var why = Plain(text).ReplaceLineEndings(" ");
        return why.Length <= LongestWhy ? why : why[..(char.IsHighSurrogate(why[LongestWhy - 1]) ? LongestWhy - 1 : LongestWhy)] + "…";
    }
}
