using System.Collections.Immutable;

namespace IncidentBot.Incidents.Commands;

public sealed class InviteCommand : Command
{
    public override string Name => "invite";
    public override ImmutableArray<string> Usage => ["invite @person …"];
    public override string Summary => "Bring somebody in";
    public override string Example => "invite @ada @grace";
    public override CommandGroup Group => CommandGroup.Incident;

    public override Decision Decide(Arguments arguments, CommandContext context)
    {
        var guests = Mention.Shape().Matches(arguments.Raw)
            .Select(token => context.Mentions.GetValueOrDefault(token.Groups["id"].Value))
            .OfType<Person>().Distinct().ToList();
        if (guests.Count == 0)
            return Unclear(arguments.IsEmpty ? "Whom shall I bring in?" : $"“{arguments.Text}” mentions nobody I know: pick people from the list that @ opens.");

        return context.Keep(guests.Select(guest => new PersonInvited(Owner.Of(guest))))
            .TellChannel(_ => BotText.Say($"Invited: ").Then(new BotText([.. guests.SelectMany((guest, place) => BotText.Say($"{(place == 0 ? "" : ", ")}{guest}").Parts)])))
            .ThenDo(guests.Select(guest => new InviteToHome(guest)));
    }
}
