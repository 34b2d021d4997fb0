using System.Collections.Immutable;

namespace IncidentBot.Incidents.Commands;

/// <summary>
/// A command as something to fill in. A field that is named like one of the command's options becomes that option, the
/// others become its text: see <see cref="Command.Line"/>.
/// </summary>
/// <param name="Verb">With words behind it where the form is about one thing among several: <c>action assign AI-003</c>.</param>
/// <param name="Title">At most 24 characters, the narrowest of the platforms.</param>
public sealed record CommandForm(string Verb, string Title, ImmutableArray<Field> Fields)
{
    /// <summary>At most 24 characters.</summary>
    public string Submit { get; init; } = "Save";

    public BotText? Introduction { get; init; }

    /// <summary>Where a refusal stands that is about no other field: the first that must be filled, else the first.</summary>
    public Field Main => Fields.FirstOrDefault(asked => asked.IsRequired) ?? Fields[0];

    /// <summary>The same with something standing in a field already.</summary>
    public CommandForm Prefilled(string name, string text) =>
        this with { Fields = [.. Fields.Select(asked => asked.Name == name ? asked with { Initial = text } : asked)] };

    public Field? Find(string name) => Fields.FirstOrDefault(asked => asked.Name == name);
}

/// <param name="Name">Lower case, without spaces.</param>
public abstract record Field(string Name, string Label)
{
    public string? Hint { get; init; }

    public bool IsRequired { get; init; }

    /// <summary>What stands in it when the form opens: a text, a choice's value, a person's id, <c>2024-01-20</c>.</summary>
    public string? Initial { get; init; }
}

public sealed record TextField(string Name, string Label) : Field(Name, Label)
{
    public const int Most = 3000;

    public bool IsLong { get; init; }

    public int MaxLength { get; init; } = Most;
}

public sealed record ChoiceField(string Name, string Label, ImmutableArray<Choice> Choices) : Field(Name, Label)
{
    public const int MostChoices = 100;
}

/// <param name="Value">At most <see cref="LongestValue"/> characters; empty for the choice that adds no word.</param>
public sealed record Choice(string Value, string Label)
{
    public const int LongestValue = 150;

    public static ImmutableArray<Choice> Of(params ReadOnlySpan<string> words)
    {
        var choices = ImmutableArray.CreateBuilder<Choice>(words.Length);
        foreach (var word in words)
            choices.Add(new Choice(word, word));
        return choices.MoveToImmutable();
    }
}

/// <summary>Answered by a mention's token.</summary>
public sealed record PersonField(string Name, string Label) : Field(Name, Label);

/// <summary>Answered as <c>2024-01-20</c>.</summary>
public sealed record DateField(string Name, string Label) : Field(Name, Label);

/// <summary>Ticked or not; answered by <c>yes</c> or not at all.</summary>
public sealed record TickField(string Name, string Label) : Field(Name, Label)
{
    public const string Yes = "yes";
}

/// <summary>A form as it came back.</summary>
/// <param name="Answers">By field; those that were left empty may be missing.</param>
public sealed record FilledForm(string Verb, ImmutableDictionary<string, string> Answers)
{
    /// <summary>Trimmed; empty where nothing was filled in.</summary>
    public string this[string name] => Answers.GetValueOrDefault(name, "").Trim();
}
