using System.Text.Json;
using IncidentBot.Chat;
using Microsoft.Extensions.Options;

namespace IncidentBot.Slack;

/// <summary>Commands that begin with the bot's name: <c>@IncidentBot note 14:30 disk full</c>, the only way in a thread.</summary>
public sealed class SlackMentions(SlackNames names, SlackSharing sharing, SlackCommandText commandText, IOptions<SlackOptions> options)
{
    public async ValueTask<CommandEvent?> TranslateAsync(SlackSelf self, string team, string channel, string? enterprise, JsonElement mention, CancellationToken cancellationToken)
    {
        if (mention.Text("user"u8) is not { } user || self.IsAuthorOf(mention) || !SlackTimestamp.TryRead(mention.Text("ts"u8), out var at))
            return null;

        var typed = WithoutCall(mention.Text("text"u8) ?? "", self);
        await names.KnowAsync(team, [user, channel, .. SlackText.IdsIn(typed)], cancellationToken);
        var (text, mentions) = commandText.Read(team, typed);
        var source = SlackMessages.SourceOf(self, team, channel, mention);
        return new CommandEvent(
            $"command {source.MessageKey}", source, names.Person(team, user), at, names.Zone(team, user),
            text, mentions, names.Find(team, channel)?.Name ?? channel, IsAnsweredInPlace: false)
        {
            Standing = names.Standing(team, user, mention.Text("user_team"u8), enterprise),
            IsShared = await sharing.IsKnownToBeForbiddenAsync(team, channel, cancellationToken),
        };
    }

    /// <summary>What follows the bot's name, without the slash command that some put before it from habit.</summary>
    private string WithoutCall(string text, SlackSelf self)
    {
        var begin = self.UserId.Length == 0
            ? -1
            : Math.Max(text.IndexOf($"<@{self.UserId}>", StringComparison.Ordinal), text.IndexOf($"<@{self.UserId}|", StringComparison.Ordinal));
        var end = begin < 0 ? -1 : text.IndexOf('>', begin);
        var after = end < 0 ? text.Trim() : text[(end + 1)..].TrimStart(' ', ',', ':').Trim();
        if (after.Length == 0 && end >= 0)
            after = text[..begin].Trim();

        var habit = options.Value.CommandNamesInForce.FirstOrDefault(name => after.StartsWith(name + " ", StringComparison.OrdinalIgnoreCase));
        return habit is null ? after : after[habit.Length..].TrimStart();
    }
}
