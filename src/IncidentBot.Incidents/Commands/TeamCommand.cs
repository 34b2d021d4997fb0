using System.Collections.Immutable;

namespace IncidentBot.Incidents.Commands;

public sealed class TeamCommand : Command
{
    private const int LongestName = 80;

    public override string Name => "team";
    public override ImmutableArray<string> Aliases => ["teams"];
    public override ImmutableArray<string> Usage =>
    [
        "team \"DB Team\" @person …",
        "team \"DB Team\" #channel|here",
        "team list",
        "team remove \"DB Team\"",
    ];
    public override string Summary => "Who is reminded of the action items that a team owns";
    public override string Example => "team \"DB Team\" @ada @grace";
    public override CommandGroup Group => CommandGroup.ActionItems;
    public override bool NeedsIncident => false;
    public override bool WorksAfterClose => true;

    public override Decision Decide(Arguments arguments, CommandContext context)
    {
        if (arguments.IsEmpty || arguments.Text.Equals("list", StringComparison.OrdinalIgnoreCase))
            return Decision.Ask(new TeamsListed());

        var (name, after) = arguments.Split();
        if (name.Equals("remove", StringComparison.OrdinalIgnoreCase) && !after.IsEmpty)
            return Decision.Ask(new TeamRemoved(after.Split() is ({ Length: > 0 } quoted, { IsEmpty: true }) ? quoted : after.Text));

        var team = Lines.Joined(name).Trim().TrimStart('@');
        if (team.Length is 0 or > LongestName)
            return Unclear("What is the team called?");

        return after.IsEmpty
            ? Unclear($"Who answers for what “{team}” owns?")
            : Set(team, after, context);
    }

    private Decision Set(string team, Arguments who, CommandContext context)
    {
        var set = new TeamSet(team, context.Conversation);
        if (who.Text.Equals("here", StringComparison.OrdinalIgnoreCase))
            return Decision.Ask(set with { Channel = new ChannelNamed(context.Conversation, context.ConversationName) });
        if (who.Text is ['#', _, ..] && !who.Text.Any(char.IsWhiteSpace))
            return Decision.Ask(set with { ChannelByName = who.Text[1..] });

        ImmutableArray<Person> people =
        [
            .. Mention.Shape().Matches(who.Raw).Select(token => context.Mentions.GetValueOrDefault(token.Groups["id"].Value)).OfType<Person>().Distinct(),
        ];
        return people.IsEmpty
            ? Unclear($"“{who.Text}” is nobody I know: pick people from the list that @ opens, or a channel from the one that # opens. A team's name of two words stands in quotes.")
            : Decision.Ask(set with { People = people });
    }
}

/// <summary>About the teams that own action items: known to the whole installation, and of no incident's record.</summary>
public abstract record TeamQuestion : Question;

public sealed record TeamsListed : TeamQuestion;

/// <param name="Near">Where it was said.</param>
public sealed record TeamSet(string Name, Conversation Near) : TeamQuestion
{
    public ImmutableArray<Person> People { get; init; } = [];

    public ChannelNamed? Channel { get; init; }

    /// <summary>Another channel, by the name that people see.</summary>
    public string? ChannelByName { get; init; }
}

public sealed record TeamRemoved(string Name) : TeamQuestion;
