using IncidentBot.Incidents;
using IncidentBot.Incidents.Commands;
using IncidentBot.Storage;

namespace IncidentBot.Chat.Questions;

/// <summary>Notices that a message answers a question. Most do not, and cost a look into memory; what follows from the others is an errand.</summary>
public sealed class ReplyIntake(OpenQuestions open, OutboxStore outbox)
{
    /// <param name="message">It is recorded already.</param>
    public ValueTask TakeAsync(MessageEvent message, CancellationToken cancellationToken)
    {
        if (message.Detail is not MessagePosted { FromBot: false, Text: { Length: > 0 } text } || open.AnsweredBy(message.Source, message.By, message.At) is not { } question || IsCommand(text))
            return ValueTask.CompletedTask;

        var answer = new AnswerErrand(question.Id, message.Source, message.By, message.At, message.Zone.Id, text);
        return new ValueTask(outbox.AddAsync([new OutboxMessage($"{question.Incident} answers", question.Incident, answer)], cancellationToken));
    }

    /// <summary>Where the bot is called by its name, the platform tells of the call as a command and as a message.</summary>
    private static bool IsCommand(string text) =>
        text.StartsWith('@') && CommandTable.Standard.Find(CommandLine.SplitFirst(text).After) is not null;
}
