namespace IncidentBot.Tests.Slack.Fake.Methods;

/// <summary>Slack refuses a name that is not right; it mends none.</summary>
internal static class ChannelNames
{
    private const int Longest = 80;

    public static void Check(string? name)
    {
        if (string.IsNullOrEmpty(name))
            throw new SlackError("invalid_name_required");
        if (name.Length > Longest)
            throw new SlackError("invalid_name_maxlength");
        if (!name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '-' or '_'))
            throw new SlackError("invalid_name_specials");
        if (name.All(letter => letter is '-' or '_'))
            throw new SlackError("invalid_name_punctuation");
    }
}
