using System.Collections.Immutable;
using System.Text.Json;
using IncidentBot.Chat;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Commands;

namespace IncidentBot.Teams;

/// <summary>What a dialog that somebody has open is for. It is kept here and not in the dialog, whose contents come back from the sender's side.</summary>
/// <param name="Verb">The command's, or <see cref="TimelineForm.Verb"/>.</param>
/// <param name="Card">As it was shown, to be shown again with what is wrong.</param>
public sealed record TeamsOpenForm(
    string Verb, string Title, string Tenant, string User, string Conversation, IncidentId? Incident, RememberedMessage? Message, ImmutableArray<TeamsFormField> Fields, string Main, JsonElement Card)
{
    public static TeamsOpenForm For(TeamsSender sender, CommandForm form, IncidentId? incident, RememberedMessage? message, JsonElement card) => new(
        form.Verb, form.Title, sender.Tenant, sender.Id, sender.ConversationId, incident, message, [.. form.Fields.Select(TeamsFormField.Of)], form.Main.Name, card);

    public bool IsOf(TeamsSender sender) => Tenant == sender.Tenant && User == sender.Id;

    /// <summary>Sent from where it was opened.</summary>
    public TeamsSender At(TeamsSender sender) => sender with { ConversationId = Conversation };
}

public enum TeamsFieldKind
{
    Text,
    Choice,
    Person,
    Date,
    Tick,
}

public sealed record TeamsFormField(string Name, TeamsFieldKind Kind)
{
    /// <summary>The input's, apart from all else that a dialog sends.</summary>
    public string Id => IdOf(Name);

    public static string IdOf(string name) => $"field-{name}";

    public static TeamsFormField Of(Field field) => new(field.Name, field switch
    {
        ChoiceField => TeamsFieldKind.Choice,
        PersonField => TeamsFieldKind.Person,
        DateField => TeamsFieldKind.Date,
        TickField => TeamsFieldKind.Tick,
        _ => TeamsFieldKind.Text,
    });
}
