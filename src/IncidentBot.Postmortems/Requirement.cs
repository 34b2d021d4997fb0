using System.Collections.Immutable;

namespace IncidentBot.Postmortems;

/// <summary>Something without which a postmortem is not done.</summary>
/// <param name="Name">A slot's name, or the name of the section one of whose slots is enough.</param>
public sealed record Requirement(string Name, string Command)
{
    /// <summary>The one place that says what is required, the easiest to fill first: single facts, then lists, then prose.</summary>
    public static ImmutableArray<Requirement> All { get; } =
    [
        new("Severity", "severity P0|P1|P2|P3"),
        new("Service Degradation", "impact degradation full|partial|degraded"),
        new("Detection Method", "detect alerting|users|dashboard|manual|other [text]"),
        new("Incident Commander", "role commander @person"),
        new("Postmortem Author", "role author @person"),
        new("Duration", "resolve <what restored service>"),
        new("Users Affected", "impact users <text>"),
        new("Timeline", "note [TIME] <event> -> <action taken>"),
        new("Immediate Actions", "fix immediate <text>"),
        new("Action Items", "action [P0|P1|P2] <text> @owner by DATE"),
        new("Contributing Factors", "factor <text>"),
        new("Lessons Learned", "lesson well|wrong|learned <text>") { AnyOf = ["What Went Well", "What Went Wrong", "What We Learned"] },
        new("Primary Cause", "cause <text>"),
        new("Summary", "summary <text>"),
    ];

    /// <summary>Other slots, each of which is enough.</summary>
    public ImmutableArray<string> AnyOf { get; init; } = [];

    public static Need NeedOf(string slot) => All.Any(requirement => requirement.Name == slot) ? Need.Required : Need.Optional;

    /// <summary>Whether the document asks for it: a template may do without, or call it optional.</summary>
    public bool IsIn(IReadOnlyCollection<Slot> slots) =>
        slots.Any(slot => slot.IsFillable && ((slot.Name == Name && slot.Need == Need.Required) || AnyOf.Contains(slot.Name)));

    public bool IsMetBy(IReadOnlyCollection<Slot> slots) => slots.Any(slot => slot.IsFillable && Names(slot) && !slot.Content.IsEmpty);

    public bool Names(Slot slot) => slot.Name == Name || AnyOf.Contains(slot.Name);
}
