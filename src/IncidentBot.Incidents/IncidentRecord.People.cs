using System.Collections.Immutable;

namespace IncidentBot.Incidents;

public sealed partial record IncidentRecord
{
    /// <summary>Everything of the one account is the other's.</summary>
    private IncidentRecord Recognise(PersonRecognised recognised)
    {
        var (id, known) = (recognised.Id, recognised.As.Id);
        return this with
        {
            Incident = Incident.Recognise(id, known),
            Review = Review.Recognise(id, known),
            Questions = Questions.Recognise(id, known),
            Entries = [.. Entries.Select(entry => entry.By is { } by && by.Id == id ? entry with { By = by.Under(id, known) } : entry)],
            Statements = Statements.SetItems(Statements.Select(said => KeyValuePair.Create(
                said.Key, said.Value.Select(statement => statement.By.Id == id ? statement with { By = statement.By.Under(id, known) } : statement).ToImmutableArray()))),
            Sections = [.. Sections.Select(section => section with { By = section.By.Under(id, known) })],
            Edits = Edits.SetItems(Edits.Select(edit => KeyValuePair.Create(edit.Key, edit.Value with { By = edit.Value.By.Under(id, known) }))),
            ActionItems = [.. ActionItems.Select(item => item with { Owner = item.Owner?.Under(id, known), CreatedBy = item.CreatedBy.Under(id, known) })],
        };
    }
}
