using System.Collections.Immutable;

namespace IncidentBot.Incidents.Commands;

/// <summary>
/// One verb of the command language, declared once: help, the README's table and "did you mean" are printed from
/// here. Deciding is pure: what is known goes in, what shall happen comes out.
/// </summary>
public abstract class Command
{
    public abstract string Name { get; }

    /// <summary>Other words for it; two words (<c>timeline add</c>) are fine.</summary>
    public virtual ImmutableArray<string> Aliases => [];

    /// <summary>The forms it takes, without the verb that calls the bot.</summary>
    public abstract ImmutableArray<string> Usage { get; }

    public abstract string Summary { get; }

    public abstract CommandGroup Group { get; }

    /// <summary>A whole line that works, without the verb that calls the bot.</summary>
    public abstract string Example { get; }

    public virtual Permission Permission => Permission.Responder;

    public virtual bool NeedsIncident => true;

    /// <summary>Whether the incident whose id is typed behind the verb is meant also where another one lives.</summary>
    public virtual bool NamesItsIncident => false;

    /// <summary>Whether it may still be used once the incident is closed or cancelled.</summary>
    public virtual bool WorksAfterClose => false;

    /// <summary>Whether it is about the sender alone, and so of no incident's log.</summary>
    public virtual bool IsPersonal => false;

    /// <summary>Its options besides <c>--at</c>, which every command that records something takes.</summary>
    public virtual ImmutableArray<OptionSpec> Options => [];

    public abstract Decision Decide(Arguments arguments, CommandContext context);

    /// <summary>The command as a form; nothing where a word says it all.</summary>
    public virtual CommandForm? FormFor(CommandContext context) => null;

    /// <summary>Why there is no form where one was asked for.</summary>
    public virtual Rejection WithoutForm(CommandContext context) => Unclear($"{Name} has no form.");

    /// <summary>What a filled form says behind the verb, its options left out.</summary>
    public virtual string Line(FilledForm form) => form["text"];

    /// <summary>The field for <c>--at</c>, which every form of something that happened has.</summary>
    protected static TextField WhenField { get; } = new("at", "When") { Hint = "Now, if empty. 14:30, 14:30Z or 25m ago work as well.", MaxLength = 60 };

    /// <summary>The answer to what can't be read: what was understood, and a line that works.</summary>
    protected Rejection Unclear(string understood) => Rejection.Unclear(understood, Example);
}

/// <summary>The parts of the help, in its order.</summary>
public enum CommandGroup
{
    Incident,
    Timeline,
    Document,
    ActionItems,
    LookUp,
}
