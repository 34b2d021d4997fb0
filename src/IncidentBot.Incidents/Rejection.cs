namespace IncidentBot.Incidents;

/// <summary>A refusal: a kind sentence that says what to type instead. Only its sender sees it, and nothing is recorded.</summary>
public sealed record Rejection(BotText Text)
{
    /// <summary>The field of a form that it is about; nothing for the form as a whole.</summary>
    public string? Field { get; init; }

    public static Rejection Because(BotTextBuilder text) => new(BotText.Say(text));

    public static Rejection Unclear(string understood, string example) =>
        Because($"{understood} For example: `{example}`");

    public static Rejection UnknownVerb(string verb, IReadOnlyList<string> nearest) => nearest.Count == 0
        ? Because($"I don't know `{verb}`. `help` lists what I understand.")
        : Because($"I don't know `{verb}`. Did you mean {BotText.Codes(nearest)}? `help` lists everything.");

    public static Rejection NoIncidentHere() =>
        Because($"This conversation belongs to no incident. `start <title>` opens one; `list` shows those that are open.");

    /// <summary>Also what somebody hears who may not know of it.</summary>
    public static Rejection NoSuchIncident(IncidentId id) =>
        Because($"There is no incident {id} that you can see. `list` shows those that are open.");

    public static Rejection AlreadyAnIncident(Incident incident) =>
        Because($"This conversation is already the home of {incident.Id} ({incident.Title}). Type `start` elsewhere to open another one.");

    public static Rejection SharedConversation() =>
        Because($"People of another organisation read along here, so no incident can live in this conversation. `start <title>` opens a channel of its own.");

    public static Rejection AlreadyResolved(Incident incident) =>
        Because($"{incident.Id} is already {WordFor(incident.Status)}. `reopen <reason>` if it is back; `correct resolved <time>` if only the time is wrong.");

    public static Rejection NotResolved(Incident incident) =>
        Because($"{incident.Id} is still {WordFor(incident.Status)}. `resolve <what restored service>` comes first.");

    public static Rejection StillRunning(Incident incident) =>
        Because($"{incident.Id} is not over, it is {WordFor(incident.Status)}: there is nothing to reopen.");

    public static Rejection IsFinal(Incident incident) =>
        Because($"{incident.Id} is {WordFor(incident.Status)}. `reopen <reason>` takes it up again.");

    public static Rejection TimeNotRead(string problem) => Because($"{problem}");

    public static Rejection UnknownActionItem(string id, IncidentRecord record) => record.ActionItems.IsEmpty
        ? Because($"There is no {id}: {record.Incident.Id} has no action items yet. `action <what to do> @owner by friday` adds one.")
        : Because($"There is no {id}. {record.Incident.Id} has {record.ActionItems[0].Id} to {record.ActionItems[^1].Id}; `action list` shows them.");

    public static Rejection UnknownEntry(int number, IncidentRecord record) => record.Entries.IsEmpty
        ? Because($"There is no entry {number}: the timeline is empty. `note <event>` adds the first.")
        : Because($"There is no entry {number}; the timeline has 1 to {record.Entries.Length}. `timeline` shows them.");

    public static Rejection UnknownPlace(string what, int number, int count) => count == 0
        ? Because($"There is no {what} yet.")
        : Because($"There is no {what} {number}; there are {count}. `show` prints them with their numbers.");

    public static Rejection StillMissing(Incident incident, IReadOnlyList<string> missing) =>
        Because($"{incident.Id} still lacks: {string.Join(", ", missing)}. Fill them in, or `close --anyway <reason>`.");

    /// <summary>Nothing was overwritten: both texts are there to be brought together.</summary>
    public static Rejection WrittenMeanwhile(string name, SlotEdit? theirs) => theirs is null
        ? Because($"What stood under *{name}* was given back to the bot while you wrote. Yours is not saved yet: look at it again, then save.") with { Field = "text" }
        : Because($"{theirs.By.Name} has written under *{name}* while you wrote. Yours is not saved yet: look at both, then save.") with { Field = "text" };

    private static string WordFor(IncidentStatus status) => status.ToString().ToLowerInvariant();
}
