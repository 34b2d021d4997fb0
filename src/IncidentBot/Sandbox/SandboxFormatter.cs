using System.Collections.Immutable;
using System.Globalization;
using IncidentBot.Incidents;

namespace IncidentBot.Sandbox;

/// <summary>A run of the bot's words for the page, which shows <see cref="Text"/> as text and nothing else.</summary>
/// <param name="Style"><c>plain</c>, <c>strong</c>, <c>code</c>, <c>person</c>, <c>room</c>, <c>link</c>, <c>press</c>, <c>form</c> or <c>choice</c>.</param>
/// <param name="Target">A room's id, an http address, or the command that pressing it gives.</param>
public sealed record Span(string Text, string Style, string? Target = null)
{
    /// <summary>Whose command it is.</summary>
    public string? Incident { get; init; }

    public bool IsPrimary { get; init; }

    /// <summary>What there is to choose from.</summary>
    public ImmutableArray<Span>? Choices { get; init; }
}

/// <summary>Parts the bot's words into spans. What people typed is never read for marks.</summary>
public static class SandboxFormatter
{
    public static ImmutableArray<Span> Spans(BotText text)
    {
        var spans = ImmutableArray.CreateBuilder<Span>();
        var (isStrong, isCode) = (false, false);
        foreach (var part in text.Parts)
        {
            switch (part)
            {
                case Wording wording:
                    AddWording(wording.Text);
                    break;
                case Quoted quoted:
                    Add(quoted.Text);
                    break;
                case Mentioned person:
                    spans.Add(new Span("@" + person.Name, "person"));
                    break;
                case ChannelNamed room:
                    spans.Add(new Span("#" + room.Name, "room", room.Conversation.Channel));
                    break;
                case Linked link:
                    spans.Add(IsWebAddress(link.Url) ? new Span(link.Label, "link", link.Url) : new Span($"{link.Label} ({link.Url})", "plain"));
                    break;
                case Offered offer:
                    spans.Add(Pressed(offer));
                    break;
                case OfferedChoice choice:
                    spans.Add(new Span(choice.Label, "choice") { Choices = [.. choice.Choices.Select(Pressed)] });
                    break;
                case TimeShown time:
                    Add(time.At.UtcDateTime.ToString("HH:mm 'UTC'", CultureInfo.InvariantCulture));
                    break;
            }
        }

        return spans.ToImmutable();

        void Add(string words)
        {
            if (words.Length > 0)
                spans.Add(new Span(words, isCode ? "code" : isStrong ? "strong" : "plain"));
        }

        void AddWording(string words)
        {
            var start = 0;
            for (var place = 0; place < words.Length; place++)
            {
                if (words[place] is not ('`' or '*') || (words[place] == '*' && isCode))
                    continue;

                Add(words[start..place]);
                start = place + 1;
                (isStrong, isCode) = words[place] == '*' ? (!isStrong, isCode) : (isStrong, !isCode);
            }

            Add(words[start..]);
        }
    }

    private static Span Pressed(Offered offer) => new(offer.Label, offer.OpensForm ? "form" : "press", offer.Command)
    {
        Incident = offer.Incident?.Value,
        IsPrimary = offer.Style == OfferStyle.Primary,
    };

    private static bool IsWebAddress(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp);
}
