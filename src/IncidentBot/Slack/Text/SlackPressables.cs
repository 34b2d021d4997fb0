using System.Collections.Immutable;
using IncidentBot.Incidents;

namespace IncidentBot.Slack;

/// <summary>What of a text Slack can show as buttons and menus. What is too large to travel in one stands there as the command to type.</summary>
public static class SlackPressables
{
    private const int LongestButton = 2000;
    private const int LongestOption = 150;

    public static BotText Of(BotText text) => new([.. text.Parts.SelectMany(Fitting)]);

    /// <summary>For a text without words.</summary>
    public static BotText Labels(BotText text) => BotText.Say($"{string.Join(" · ", text.Parts.Select(LabelOf).Where(label => label.Length > 0))}");

    private static IEnumerable<TextPart> Fitting(TextPart part)
    {
        switch (part)
        {
            case Offered offer:
                return Fits(offer, LongestButton) ? [offer] : Typed(offer);
            case OfferedChoice choice:
                var fitting = choice.Choices.Where(offer => Fits(offer, LongestOption)).ToImmutableArray();
                var rest = choice.Choices.Where(offer => !Fits(offer, LongestOption)).SelectMany(offer => Typed(offer));
                return fitting.IsEmpty ? rest : rest.Prepend(choice with { Choices = fitting });
            default:
                return [part];
        }
    }

    private static bool Fits(Offered offer, int longest) => SlackPress.Of(offer).ToJson().Length <= longest;

    private static ImmutableArray<TextPart> Typed(Offered offer) => BotText.Say($" {offer.Label}: `{offer.Command}`").Parts;

    private static string LabelOf(TextPart part) => part switch
    {
        Offered offer => offer.Label,
        OfferedChoice choice => choice.Label,
        _ => "",
    };
}
