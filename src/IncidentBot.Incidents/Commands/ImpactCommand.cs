using System.Collections.Immutable;

namespace IncidentBot.Incidents.Commands;

public sealed class ImpactCommand : Command
{
    public override string Name => "impact";
    public override ImmutableArray<string> Usage =>
    [
        "impact <text>",
        "impact users|revenue|slo <text>",
        "impact degradation full|partial|degraded",
        "impact availability <service> <normal> <incident>",
        "impact latency <endpoint> <normal> <incident>",
        "impact errors <service> <normal> <incident>",
    ];
    public override string Summary => "Whom and what it hit, in words and in figures";
    public override string Example => "impact availability API 99.9% 95.2%";
    public override CommandGroup Group => CommandGroup.Document;
    public override bool WorksAfterClose => true;

    public override CommandForm FormFor(CommandContext context) => new(Name, "Impact",
    [
        new ChoiceField("kind", "What kind",
        [
            new("", "Impact in words"), new("users", "Users affected"), new("revenue", "Revenue impact"), new("slo", "SLO impact"),
            new("degradation full", "Full outage"), new("degradation partial", "Partial outage"), new("degradation degraded", "Degraded performance"),
            new("availability", "Availability of a service"), new("latency", "Latency of an endpoint"), new("errors", "Error rate of a service"),
        ]) { IsRequired = true, Initial = "users" },
        new TextField("text", "In words, or the service or endpoint") { IsLong = true, Hint = "Not needed for an outage's degree." },
        new TextField("normal", "Normal figure") { MaxLength = 40, Hint = "For figures: 99.9%, 200ms" },
        new TextField("during", "Figure during the incident") { MaxLength = 40 },
    ]);

    public override string Line(FilledForm form) => form["kind"] switch
    {
        "availability" or "latency" or "errors" => $"{form["kind"]} \"{form["text"].Replace('"', '\'')}\" {form["normal"]} {form["during"]}",
        var degree when degree.StartsWith("degradation", StringComparison.Ordinal) => degree,
        var kind => $"{kind} {form["text"]}".Trim(),
    };

    public override Decision Decide(Arguments arguments, CommandContext context)
    {
        var (word, rest) = arguments.Split();
        return word.ToLowerInvariant() switch
        {
            "" => Unclear("What did it hit?"),
            "users" => Say(Topic.UsersAffected, "Users affected", rest.Text, context),
            "revenue" => Say(Topic.RevenueImpact, "Revenue impact", rest.Text, context),
            "slo" => Say(Topic.SloImpact, "SLO impact", rest.Text, context),
            "degradation" => Degrade(rest.Text, context),
            "availability" => Figures(Measure.Availability, "Availability", rest, context),
            "latency" => Figures(Measure.Latency, "Latency", rest, context),
            "errors" or "error" => Figures(Measure.ErrorRate, "Error rate", rest, context),
            _ => Say(Topic.Impact, "Impact", arguments.Text, context),
        };
    }

    private Decision Say(Topic topic, string heading, string text, CommandContext context) => text.Length == 0
        ? Unclear($"What shall stand under “{heading}”?")
        : context.Keep(new Stated(topic, text)).TellChannel($"*{heading}*: {text}");

    private Decision Degrade(string word, CommandContext context)
    {
        Degradation? degradation = word.ToLowerInvariant() switch
        {
            "full" or "full outage" => Degradation.Full,
            "partial" or "partial outage" => Degradation.Partial,
            "degraded" or "degraded performance" => Degradation.Degraded,
            _ => null,
        };
        return degradation is { } known
            ? context.Keep(new DegradationSet(known)).TellChannel($"*Service degradation*: {WordFor(known)}")
            : Unclear($"{(word.Length == 0 ? "How much was down" : $"“{word}” is no degradation")}: full, partial or degraded?");
    }

    private Decision Figures(Measure measure, string heading, Arguments arguments, CommandContext context)
    {
        var words = arguments.Words;
        if (words.Length < 3)
            return Unclear($"{heading} takes three things: what it is about, the normal figure and the one during the incident. I read {words.Length}.");

        var (normal, during) = (words[^2], words[^1]);
        foreach (var figure in new[] { normal, during })
        {
            if (NumberExpression.Parse(figure) is { IsRead: false } unread)
                return Unclear(unread.Problem);
        }

        var subject = Lines.Joined(string.Join(' ', words[..^2]));
        return context.Keep(new ImpactMeasured(measure, subject, normal, during))
            .TellChannel($"*{heading} of {subject}*: {normal} → {during}");
    }

    public static string WordFor(Degradation degradation) => degradation switch
    {
        Degradation.Full => "Full outage",
        Degradation.Partial => "Partial outage",
        _ => "Degraded performance",
    };
}
