using System.Collections.Immutable;

namespace IncidentBot.Incidents.Commands;

public sealed class JoinCommand : Command
{
    public override string Name => "join";
    public override ImmutableArray<string> Usage => ["join INC-… [--quiet]"];
    public override string Summary => "Let an incident live in this conversation too, with one log and one document";
    public override string Example => "join INC-2024-0115-1430";
    public override CommandGroup Group => CommandGroup.Incident;
    public override bool NeedsIncident => false;
    public override bool NamesItsIncident => true;
    public override ImmutableArray<OptionSpec> Options => [new("quiet", OptionKind.Flag)];

    public override Decision Decide(Arguments arguments, CommandContext context)
    {
        if (context.Record is not { Incident: var incident } || (!arguments.IsEmpty && arguments.Text != incident.Id.Value))
            return Unclear(arguments.IsEmpty ? "Which incident shall live here too?" : $"“{arguments.Text}” is no incident's id; `list` shows those that are open.");

        var isQuiet = arguments.Has("quiet");
        if (incident.FurtherHomes.FirstOrDefault(home => home.Conversation == context.Conversation) is { } here && here.IsQuiet != isQuiet)
            return context.Keep(new HomeJoined(here.Conversation, here.Name) { IsQuiet = isQuiet }).TellChannel(_ => isQuiet ? Quiet(here) : Heard(here));
        if (incident.LivesIn(context.Conversation))
            return Rejection.Because($"{incident.Id} lives in this conversation already; `show` says where else.");
        if (context.Resident is { IsFinal: false } running)
            return Rejection.Because($"This conversation is the home of {running.Id} ({running.Title}). Type `join` in one that belongs to no incident.");
        if (incident.IsFinal)
            return Rejection.IsFinal(incident);
        if (context.IsShared)
            return Rejection.SharedConversation();
        if (incident.IsPrivate && !incident.IsLedBy(context.By))
            return Rejection.Because($"{incident.Id} is private: only whoever commands it can let it live in a further conversation. Ask them to type `join {incident.Id}` here.");

        return context.Keep(new HomeJoined(context.Conversation, context.ConversationName) { IsQuiet = isQuiet }).TellChannel(Welcome);
    }

    private static BotText Quiet(IncidentHome here) =>
        BotText.Say($"What people say in {here.Channel} stays there from now on, and what they say elsewhere is not shown there. The log has both; `join` ends it.");

    private static BotText Heard(IncidentHome here) =>
        BotText.Say($"What people say in {here.Channel} is shown in the other homes again, and what they say there is shown here.");

    private static BotText Welcome(IncidentRecord record)
    {
        var incident = record.Incident;
        return BotText.Say($"*{incident.Id}* *{incident.Title}* lives in ")
            .Then(IncidentHome.Listed(incident.Homes))
            .Then($" now: what is said and done in any of them goes into one log and one document. `leave` ends it here.");
    }
}
