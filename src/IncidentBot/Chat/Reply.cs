using IncidentBot.Incidents;
using IncidentBot.Incidents.Commands;

namespace IncidentBot.Chat;

/// <summary>What comes back at once to whoever typed a command, pressed a button or filled in a form.</summary>
/// <param name="IsForAll">Shown in the conversation; otherwise to the sender alone.</param>
public sealed record Reply(BotText Text, bool IsForAll)
{
    /// <summary>Whether nothing was done.</summary>
    public bool IsRefusal { get; private init; }

    /// <summary>The field of the filled form that the refusal is about, if it is about one.</summary>
    public string? Field { get; private init; }

    /// <summary>To be shown for filling in, where the platform has forms; <see cref="Text"/> says the same without it, and may be empty.</summary>
    public CommandForm? Form { get; init; }

    /// <summary>The incident it is about.</summary>
    public IncidentId? Incident { get; init; }

    public static Reply ToSender(BotText text) => new(text, IsForAll: false);

    public static Reply ToAll(BotText text) => new(text, IsForAll: true);

    public static Reply Refusal(Rejection rejection) => new(rejection.Text, IsForAll: false) { IsRefusal = true, Field = rejection.Field };
}
