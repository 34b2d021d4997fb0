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
        if (second.Length > 0 && FindPair(first, second) is { } pair)
            return new FoundCommand(pair, $"{first} {second}".ToLowerInvariant(), afterSecond);

        return _byWord.TryGetValue(first, out var command) ? new FoundCommand(command, first.ToLowerInvariant(), rest) : null;
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

        if (Refuse(found.Command, context) is { } refusal)
            return refusal;

        var read = CommandLine.Read(found.Rest, OptionsOf(found.Command), context.Clock);
        if (!read.IsRead)
            return Rejection.Unclear(read.Problem, found.Command.Example);

        var decision = Decide(found.Command, read.Value, context with { Verb = found.Verb, Typed = line });
        return decision.Rejection is not null && read.Value.Text.Length == 0
            ? decision.Offering(found.Command.FormFor(context))
            : decision;
    }

    /// <summary>Decides what a form says.</summary>
    /// <returns>With the line as it would have been typed, for the log; a refusal names its field.</returns>
    public (Decision Decision, string AsTyped) Decide(FilledForm form, CommandContext context)
    {
        if (Find(form.Verb) is not { } found)
            return (Rejection.UnknownVerb(form.Verb, []), form.Verb);
        if (Refuse(found.Command, context) is { } refusal)
            return (refusal, form.Verb);

        var (line, asTyped, problem) = FormReader.Read(form, found, OptionsOf(found.Command), context.Clock);
        return line is null ? (problem!, form.Verb) : (Decide(found.Command, line, context with { Verb = found.Command.Name, Typed = asTyped }), asTyped);
    }

    /// <summary>The form of a verb, to be filled in; words behind the verb say what it is about: <c>action assign AI-003</c>.</summary>
    public Decision Open(string verb, CommandContext context)
    {
        if (Find(verb) is not { } found)
            return Rejection.UnknownVerb(verb, Nearest(verb));
        if (Refuse(found.Command, context) is { } refusal)
            return refusal;

        var asked = context with { Verb = found.Verb, Rest = found.Rest };
        return found.Command.FormFor(asked) is { } form ? Decision.Nothing.Offering(form) : found.Command.WithoutForm(asked);
    }

    /// <summary>Two words that are a verb, the first of which may stand in for another: <c>pm review</c> for <c>postmortem review</c>.</summary>
    private Command? FindPair(string first, string second)
    {
        if (_byWord.TryGetValue($"{first} {second}", out var command))
            return command;

        return _byWord.TryGetValue(first, out var begun) ? _byWord.GetValueOrDefault($"{begun.Name} {second}") : null;
    }

    private static ImmutableArray<OptionSpec> OptionsOf(Command command) => [.. command.Options, At];

    private static Decision Decide(Command command, CommandLine line, CommandContext context)
    {
        var given = line.Time(At.Name);
        var known = context with { At = given ?? new Moment(context.Clock.Now), IsTimeGiven = given is not null };
        return command.Decide(new Arguments(line, known), known);
    }

    private static Rejection? Refuse(Command command, CommandContext context)
    {
        var incident = context.Record?.Incident;
        if (Permissions.Refuse(context.Standing, context.By, command, incident, context.IsInHome) is { } refusal)
            return refusal;
        if (command.NeedsIncident && incident is null)
            return Rejection.NoIncidentHere();

        return command.NeedsIncident && incident is { IsFinal: true } && !command.WorksAfterClose ? Rejection.IsFinal(incident) : null;
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
