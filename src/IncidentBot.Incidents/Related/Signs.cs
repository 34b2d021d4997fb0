using System.Collections.Immutable;

namespace IncidentBot.Incidents.Related;

public enum SignKind
{
    Service,
    Error,
    StackLine,
    Host,
    HttpStatus,
}

/// <summary>Something exact that two incidents can have in common.</summary>
/// <param name="Key">The same for the same thing, however it was written; begins with a mark that no word has.</param>
/// <param name="Shown">As it was written.</param>
public sealed record Sign(SignKind Kind, string Key, string Shown)
{
    public static Sign Of(SignKind kind, string key, string shown) => new(kind, $":{kind}:{key}".ToLowerInvariant(), shown);
}

/// <summary>The services of an incident, and what its causes, notes and kept messages name: errors, stack lines, hosts.</summary>
public static class Signs
{
    private static readonly ImmutableArray<Topic> Telling =
        [Topic.PrimaryCause, Topic.ContributingFactor, Topic.Summary, Topic.Impact, Topic.DetectionNote, Topic.TechnicalReason];

    public static ImmutableArray<Sign> Of(IncidentRecord record)
    {
        var services = record.Incident.Services.Select(service => Sign.Of(SignKind.Service, service.Trim(), service.Trim()));
        return [.. services.Concat(Texts(record).SelectMany(ErrorSigns.In)).DistinctBy(sign => sign.Key)];
    }

    private static IEnumerable<string> Texts(IncidentRecord record) =>
        Telling.SelectMany(topic => record.Of(topic)).Select(said => said.Text)
            .Prepend(record.Incident.Title)
            .Concat(record.Entries.Where(entry => entry.IsLive).SelectMany(entry => new[] { entry.Event, entry.ActionTaken ?? "" }));
}
