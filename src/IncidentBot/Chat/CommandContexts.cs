using IncidentBot.Documents;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Commands;
using Microsoft.Extensions.Options;

namespace IncidentBot.Chat;

/// <summary>What a command that came in from a chat may know.</summary>
public sealed class CommandContexts(DocumentReader documents, IOptions<DueDayOptions> dueDays)
{
    public CommandContext Of(CommandEvent command, IncidentRecord? record, Standpoint from) =>
        new(record, command.By, new SenderClock(command.At, command.Zone), command.Source.Conversation, command.Mentions)
        {
            ConversationName = command.ConversationName,
            MissingParts = documents.MissingParts,
            Gaps = documents.Gaps,
            Slots = documents.Slots,
            Document = documents.Finished,
            DueDays = dueDays.Value.Days,
            Standing = command.Standing,
            IsShared = command.IsShared,
            IsInHome = from.IsInHome,
            Resident = from.Resident,
        };
}
