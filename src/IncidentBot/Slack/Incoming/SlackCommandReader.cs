using System.Security.Cryptography;
using System.Text;
using IncidentBot.Chat;
using IncidentBot.Incidents;
using Microsoft.Extensions.Options;

namespace IncidentBot.Slack;

/// <summary>Makes a command of the form that Slack posts for a slash command.</summary>
public sealed class SlackCommandReader(SlackNames names, SlackSharing sharing, SlackCommandText commandText, IOptions<SlackOptions> options, TimeProvider time)
{
    private static readonly string[] Needed = ["team_id", "channel_id", "user_id", "command", "trigger_id"];
    private static readonly string[] NotNames = ["", "directmessage", "privategroup"];

    /// <returns>The first field without which there is no command.</returns>
    public static string? Missing(SlackForm form) => Needed.FirstOrDefault(field => form[field].Length == 0);

    public bool IsOurs(SlackForm form) => options.Value.CommandNamesInForce.Contains(form["command"], StringComparer.OrdinalIgnoreCase);

    public async ValueTask<CommandEvent> ReadAsync(SlackForm form, CancellationToken cancellationToken)
    {
        var (team, channel, user) = (SlackText.Clean(form["team_id"]), SlackText.Clean(form["channel_id"]), SlackText.Clean(form["user_id"]));
        var hasName = !NotNames.Contains(form["channel_name"]);
        await names.KnowAsync(team, [user, .. hasName ? [] : new[] { channel }, .. SlackText.IdsIn(form["text"])], cancellationToken);
        var (text, mentions) = commandText.Read(team, form["text"]);

        var once = Once(form);
        var source = new EventSource(SlackAddress.Conversation(team, channel), $"command-{once}");
        var name = hasName ? SlackText.Clean(form["channel_name"]) : names.Find(team, channel)?.Name ?? channel;
        return new CommandEvent(
            $"command slack:{team}/{once}", source, names.Person(team, user, NameOf(form)), time.GetUtcNow(), names.Zone(team, user),
            text.Trim(), mentions, name, IsAnsweredInPlace: true)
        {
            Standing = names.Standing(team, user, null, form["enterprise_id"]),
            IsShared = await sharing.IsKnownToBeForbiddenAsync(team, channel, cancellationToken),
        };
    }

    /// <summary>The same for a command that comes twice. The trigger opens forms in the sender's name for a while: only a hash of it is kept.</summary>
    private static string Once(SlackForm form)
    {
        var occasion = string.Join('\n', form["trigger_id"], form["channel_id"], form["user_id"], form["text"]);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(occasion)));
    }

    private static string? NameOf(SlackForm form) => form["user_name"] is { Length: > 0 } name ? SlackText.Clean(name) : null;
}
