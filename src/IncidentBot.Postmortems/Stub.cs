using System.Collections.Immutable;
using IncidentBot.Incidents;

namespace IncidentBot.Postmortems;

public sealed record PostmortemDocument(string Title);
public enum Form { Draft, Finished }
public static class PostmortemRenderer
{
    public static bool NeedsChat(IncidentRecord record) => record.Entries.IsEmpty;
    public static PostmortemDocument Assemble(IncidentRecord record, IReadOnlyList<TimelineEvent> chat) => new(record.Incident.Title);
    public static string Render(PostmortemDocument document, Form form) => document.Title + form;
}
public sealed record MissingPart(string Name, string Command);
public sealed record Completeness(int Filled, int Required, ImmutableArray<MissingPart> Missing)
{
    public static Completeness Of(PostmortemDocument document) => new(0, 0, []);
}
