using System.Text.RegularExpressions;
using IncidentBot.Incidents;

namespace IncidentBot.Chat.Relay;

/// <summary>A message of another home in words: who, where, and what they said. Nobody is called by it a second time: people in it are names.</summary>
internal static partial class RelayText
{
    /// <summary>What is shown later than this says when it was said.</summary>
    public static readonly TimeSpan Late = TimeSpan.FromMinutes(2);

    /// <param name="answered">Whom it answers, where its place does not say it.</param>
    public static BotText Of(KnownMessage message, IncidentHome from, string? answered, bool isLate)
    {
        var head = BotText.Say($"*{message.Author.Name}* · {from.Shown}");
        if (answered is not null)
            head = head.Then($" · to {answered}");
        if (isLate)
            head = head.Then($" · {message.Clock.Now}");
        if (message.Text is not { } text)
            return head.Then($"\nThis message was deleted.");

        if (message.Version.Length > 0)
            head = head.Then($" · edited");
        if (text.Length > 0)
            head = head.Then($"\n").Then(Linked(text));
        return message.Files.Aggregate(head, (said, file) => said.Then($"\n").Then(Shown(file)));
    }

    /// <summary>By link: who may see it, its own platform decides.</summary>
    private static BotText Shown(SharedFile file) => file is { Url: { } url, IsRemoved: false } && IsOfTheWeb(url)
        ? BotText.Say($"File: {new Linked(url, file.Name)}")
        : BotText.Say($"File: {file.Shown}");

    /// <summary>The links in it as links, see the platforms' readers: <c>[label](address)</c>.</summary>
    private static BotText Linked(string text)
    {
        var parts = new List<TextPart>();
        var from = 0;
        foreach (var link in LabelledLink().Matches(text).Where(link => IsOfTheWeb(link.Groups["url"].Value)))
        {
            parts.Add(new Quoted(text[from..link.Index]));
            parts.Add(new Linked(link.Groups["url"].Value, link.Groups["label"].Value));
            from = link.Index + link.Length;
        }

        return new BotText([.. parts, new Quoted(text[from..])]);
    }

    private static bool IsOfTheWeb(string url) => Uri.TryCreate(url, UriKind.Absolute, out var address) && (address.Scheme is "http" or "https");

    [GeneratedRegex(@"\[(?<label>[^\[\]\n]+)\]\((?<url>https?://[^\s()]+)\)", RegexOptions.NonBacktracking)]
    private static partial Regex LabelledLink();
}
