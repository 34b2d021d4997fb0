using System.Text.RegularExpressions;
using IncidentBot.Incidents;

namespace IncidentBot.Chat;

/// <summary>A conversation as it is written in settings: <c>platform:workspace/channel</c>, or the channel alone.</summary>
public static partial class ConversationName
{
    /// <param name="nearby">Whose platform and workspace a bare channel is in.</param>
    /// <returns>Nothing where a bare channel stands alone, or nothing is written.</returns>
    public static Conversation? Read(string written, Conversation? nearby)
    {
        var name = written.Trim();
        if (Full().Match(name) is { Success: true } full)
            return new Conversation(full.Groups["platform"].Value, full.Groups["workspace"].Value, full.Groups["channel"].Value);

        return name.Length == 0 || nearby is null ? null : nearby with { Channel = name };
    }

    // A channel's own id may hold colons and slashes: Teams has 19:…@thread.tacv2.
    [GeneratedRegex("^(?<platform>[a-z]+):(?<workspace>[^/]+)/(?<channel>.+)$")]
    private static partial Regex Full();
}
