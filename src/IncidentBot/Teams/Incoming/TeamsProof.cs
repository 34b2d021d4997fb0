using System.Collections.Immutable;

namespace IncidentBot.Teams;

/// <summary>What a proven token says.</summary>
/// <param name="ServiceUrl">The service that it was made for.</param>
/// <param name="Endorsements">The channels that its key signs for.</param>
public sealed record TeamsProof(string ServiceUrl, ImmutableArray<string> Endorsements);
