using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json.Serialization;
using IncidentBot.Incidents;

namespace IncidentBot.Storage;

/// <summary>The word for each kind of event: the discriminator of its JSON, which is also its column.</summary>
internal static class EventKinds
{
    private static readonly FrozenDictionary<Type, string> Words = typeof(TimelineDetail)
        .GetCustomAttributes<JsonDerivedTypeAttribute>()
        .ToFrozenDictionary(known => known.DerivedType, known => (string)known.TypeDiscriminator!);

    public static string Of(TimelineDetail detail) => Words[detail.GetType()];
}
