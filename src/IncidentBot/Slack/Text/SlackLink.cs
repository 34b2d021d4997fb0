namespace IncidentBot.Slack;

/// <summary>A link in Slack's wire form, made of an address and a label that are literal.</summary>
public static class SlackLink
{
    public static string Of(string? url, string? label)
    {
        var address = SlackFormatter.Escape(url ?? "").Replace("|", "%7C", StringComparison.Ordinal).ReplaceLineEndings("").Trim();
        var shown = SlackFormatter.Escape(label ?? "").ReplaceLineEndings(" ").Trim();
        if (address.Length == 0)
            return shown;

        return shown.Length == 0 || shown == address ? $"<{address}>" : $"<{address}|{shown}>";
    }
}
