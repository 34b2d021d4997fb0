using IncidentBot.Incidents;
using IncidentBot.Incidents.Commands;

namespace IncidentBot.Chat;

/// <summary>The form behind "Add to timeline" in a message's menu.</summary>
public static class TimelineForm
{
    /// <summary>No command has it: a message is pointed at, which cannot be typed.</summary>
    public const string Verb = "add_to_timeline";

    public const string Incident = "incident";
    public const string Text = "text";
    public const string Action = "action";
    public const string When = "at";

    public static CommandForm Of(IReadOnlyList<Incident> choices, IncidentId? preselected, MessageEvent message)
    {
        var words = Words(message);
        return new CommandForm(Verb, "Add to timeline",
        [
            new ChoiceField(Incident, "Incident", [.. choices.Select(ChoiceOf)]) { IsRequired = true, Initial = preselected?.Value },
            new TextField(Text, "What happened") { IsRequired = true, IsLong = true, Initial = words.Event },
            new TextField(Action, "Action taken") { IsLong = true, Initial = words.ActionTaken },
            new TextField(When, "When") { MaxLength = 60, Hint = "When it was said, if empty. 14:30, 14:30Z or 25m ago work as well." },
        ])
        {
            Submit = "Add",
        };
    }

    /// <summary>What was changed about the message; what still reads as it was said stays as it was said.</summary>
    public static Retouch Changes(FilledForm form, MessageEvent message, Moment? at)
    {
        var words = Words(message);
        return new Retouch(Changed(form[Text], words.Event), Changed(form[Action], words.ActionTaken ?? ""), at);
    }

    private static Choice ChoiceOf(Incident incident) =>
        new(incident.Id.Value, $"{incident.Id} {incident.Severity?.ToString() ?? ""} {incident.Title}".ReplaceLineEndings(" "));

    private static KeptWords Words(MessageEvent message) =>
        KeptWords.Read(((MessagePosted)message.Detail).Text ?? "", new SenderClock(message.At, message.Zone));

    private static string Changed(string filled, string said) => Plain(filled) == Plain(Shown(said)) ? "" : filled;

    /// <summary>As much as a field holds; no character is cut in two.</summary>
    private static string Shown(string said) =>
        said.Length <= TextField.Most ? said : said[..(char.IsHighSurrogate(said[TextField.Most - 2]) ? TextField.Most - 2 : TextField.Most - 1)] + "…";

    private static string Plain(string text) => text.ReplaceLineEndings("\n").Trim();
}
