using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using IncidentBot.Chat;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Commands;
using IncidentBot.Storage;
using Microsoft.Extensions.Options;

namespace IncidentBot.Teams;

/// <summary>Makes a command of what somebody pressed or filled in.</summary>
public sealed class TeamsPressReader(TeamsPeople people, TeamsPlaces places, TeamsOwnChannels ownChannels, IOptions<TeamsOptions> options, TimeProvider time)
{
    private const int MostNamed = 20;

    /// <param name="key">The same for what comes twice.</param>
    /// <param name="text">As it would have been typed.</param>
    public async Task<CommandEvent> ReadAsync(TeamsSender sender, string key, string text, CancellationToken cancellationToken)
    {
        var place = await places.FindAsync(sender.Tenant, sender.ConversationId, cancellationToken);
        var source = await ownChannels.AtHomeAsync(new EventSource(sender.Conversation, $"press-{key}"), cancellationToken);
        return new CommandEvent(
            $"press teams:{sender.Tenant}/{key}", source, sender.Person, time.GetUtcNow(), TimeZones.Find(sender.Zone), text,
            await NamedAsync(sender.Tenant, text, place, cancellationToken), place?.Name ?? (sender.IsPersonal ? "direct message" : "Teams"), IsAnsweredInPlace: false)
        {
            IsPressed = true,
            Standing = await StandingAsync(sender, place, cancellationToken),
            IsShared = place?.IsShared == true,
        };
    }

    /// <summary>A message that somebody pointed at, as it is known where it was heard.</summary>
    public async Task<MessageEvent> ReadAsync(MessageEvent message, CancellationToken cancellationToken)
    {
        var source = await ownChannels.AtHomeAsync(message.Source, cancellationToken);
        return message with { Source = source, Key = EventKeys.Message(source) };
    }

    /// <summary>Somebody whom a form names.</summary>
    public async Task<Person> PersonAsync(TeamsSender sender, string id, CancellationToken cancellationToken) =>
        await people.PersonAsync(sender.Tenant, id, await places.FindAsync(sender.Tenant, sender.ConversationId, cancellationToken), cancellationToken);

    public static string Once(params string[] occasion) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', occasion))));

    private Task<Standing> StandingAsync(TeamsSender sender, TeamsPlace? place, CancellationToken cancellationToken)
    {
        var isOurs = IsAllowed(sender.Tenant) && (string.IsNullOrEmpty(sender.Home) || IsAllowed(sender.Home));
        return isOurs ? people.StandingAsync(sender.Tenant, sender.Id, sender.Name, place, cancellationToken) : Task.FromResult(Standing.Stranger);
    }

    private bool IsAllowed(string tenant) =>
        options.Value.TenantId.Length == 0 || options.Value.AllowedTenants.Append(options.Value.TenantId).Contains(tenant, StringComparer.OrdinalIgnoreCase);

    private async Task<ImmutableDictionary<string, Person>> NamedAsync(string tenant, string text, TeamsPlace? place, CancellationToken cancellationToken)
    {
        var named = ImmutableDictionary.CreateBuilder<string, Person>();
        foreach (var id in Mention.IdsIn(text).Distinct(StringComparer.Ordinal).Take(MostNamed))
        {
            if (TeamsAddress.Read(id) is { } address && address.Tenant == tenant)
                named[id] = await people.PersonAsync(tenant, address.Id, place, cancellationToken);
        }

        return named.ToImmutable();
    }
}
