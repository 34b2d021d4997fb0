using System.Collections.Immutable;
using IncidentBot.Incidents.Commands;

namespace IncidentBot.Sandbox;

/// <summary>A form as the page shows it.</summary>
public sealed record FormView(string Verb, string Title, string Submit, ImmutableArray<Span> Introduction, ImmutableArray<FieldView> Fields)
{
    public static FormView Of(CommandForm form) => new(
        form.Verb,
        form.Title,
        form.Submit,
        form.Introduction is { } introduction ? SandboxFormatter.Spans(introduction) : [],
        [.. form.Fields.Select(FieldView.Of)]);
}

/// <param name="Kind"><c>text</c>, <c>long</c>, <c>choice</c>, <c>date</c> or <c>tick</c>.</param>
public sealed record FieldView(string Name, string Label, string Kind, string? Hint, bool IsRequired, string? Initial, int? MaxLength, ImmutableArray<Choice>? Choices)
{
    private static readonly ImmutableArray<Choice> People =
        [.. SandboxPerson.Cast.Where(person => !person.IsMachine).Select(person => new Choice(Mention.Token(person.Person), person.Name))];

    public static FieldView Of(Field field) => field switch
    {
        TextField text => Of(field, text.IsLong ? "long" : "text") with { MaxLength = text.MaxLength },
        ChoiceField choice => Of(field, "choice") with { Choices = choice.Choices },
        PersonField => Of(field, "choice") with { Choices = People, Initial = SandboxPerson.Cast.FirstOrDefault(person => person.Person.Id == field.Initial) is { } chosen ? Mention.Token(chosen.Person) : null },
        DateField => Of(field, "date"),
        _ => Of(field, "tick"),
    };

    private static FieldView Of(Field field, string kind) => new(field.Name, field.Label, kind, field.Hint, field.IsRequired, field.Initial, null, null);
}
