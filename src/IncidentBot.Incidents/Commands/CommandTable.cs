using System.Collections.Immutable;

namespace IncidentBot.Incidents.Commands;

/// <summary>Every command there is, found by its name or an alias. A new one is a new file: nothing is listed here.</summary>
public sealed class CommandTable
{
    private static readonly OptionSpec At = new("at", OptionKind.Time);

    private readonly Dictionary<string, Command> _byWord;

    public CommandTable(IEnumerable<Command> commands)
    {
        Commands = [.. commands.OrderBy(command => command.Group).ThenBy(command => command.Name, StringComparer.Ordinal)];
        _byWord = Commands
            .SelectMany(command => command.Aliases.Prepend(command.Name).Select(word => (word, command)))
            .ToDictionary(pair => pair.word, pair => pair.command, StringComparer.OrdinalIgnoreCase);
    }

    public static CommandTable Standard { get; } = new(
        typeof(Command).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Command)) && !type.IsAbstract)
            .Select(type => (Command)Activator.CreateInstance(type)!));

    public ImmutableArray<Command> Commands { get; }

    /// <summary>The command that a text begins with; a verb of two words goes before one of one.</summary>
    public FoundCommand? Find(string text)
    {
        var (first, rest) = CommandLine.SplitFirst(text);
        var (second, afterSecond) = CommandLine.SplitFirst(rest);
        if (second.Length > 0 && _byWord.TryGetValue($"{first} {second}", out var command))
            return new FoundCommand(command, $"{first} {second}".ToLowerInvariant(), afterSecond);

        return _byWord.TryGetValue(first, out command) ? new FoundCommand(command, first.ToLowerInvariant(), rest) : null;
    }

    /// <summary>Decides a whole line, without the word that calls the bot.</summary>
    public Decision Decide(string text, CommandContext context)
    {
        var line = text.Trim();
        var incident = context.Record?.Incident;
        if (line.Length == 0)
            return Decision.Answer(HelpCommand.Menu(incident));
        if (Find(line) is not { } found)
        {
            var verb = CommandLine.SplitFirst(line).First;
            return Rejection.UnknownVerb(verb, Nearest(verb));
        }

        if (found.Command.NeedsIncident && incident is null)
            return Rejection.NoIncidentHere();
        if (found.Command.NeedsIncident && incident is { IsFinal: true } && !found.Command.WorksAfterClose)
            return Rejection.IsFinal(incident);

        var read = CommandLine.Read(found.Rest, [.. found.Command.Options, At], context.Clock);
        if (!read.IsRead)
            return Rejection.Unclear(read.Problem, found.Command.Example);

        var given = read.Value.Time(At.Name);
        var known = context with { Verb = found.Verb, At = given ?? new Moment(context.Clock.Now), IsTimeGiven = given is not null };
        return found.Command.Decide(new Arguments(read.Value, known), known);
    }

    /// <summary>The verbs that are spelled most alike, nearest first; none where nothing is near.</summary>
    public ImmutableArray<string> Nearest(string verb)
    {
        var typed = verb.ToLowerInvariant();
        return
        [
            .. _byWord.Keys
                .Where(word => typed.Length <= 40)
                .Select(word => (word, distance: Spelling.Distance(typed, word)))
                .Where(near => near.distance <= Math.Max(1, near.word.Length / 3))
                .OrderBy(near => near.distance).ThenBy(near => near.word, StringComparer.Ordinal)
                .Select(near => near.word)
                .Take(3),
        ];
    }
}

/// <param name="Verb">As it was typed, in lower case: may be an alias.</param>
public sealed record FoundCommand(Command Command, string Verb, string Rest);
