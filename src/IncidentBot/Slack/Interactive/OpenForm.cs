using IncidentBot.Chat;
using IncidentBot.Incidents;

namespace IncidentBot.Slack;

/// <summary>What a form that somebody has open is for. It is kept here and not in the form, whose contents come back from the sender's side.</summary>
/// <param name="Verb">The command's, or <see cref="TimelineForm.Verb"/>.</param>
public sealed record OpenForm(string Verb, string Team, string User, string? Channel, string? ChannelName, string? Thread, IncidentId? Incident, RememberedMessage? Message = null)
{
    public static OpenForm For(SlackInteraction done, string verb, IncidentId? incident, RememberedMessage? message = null) =>
        new(verb, done.Team, done.User, done.Channel, done.ChannelName, done.Thread, incident, message);

    public bool IsOf(SlackInteraction sender) => Team == sender.Team && User == sender.User;

    /// <summary>Sent from where it was opened.</summary>
    public SlackInteraction At(SlackInteraction sender) => sender with { Channel = Channel, ChannelName = ChannelName, Thread = Thread };
}
