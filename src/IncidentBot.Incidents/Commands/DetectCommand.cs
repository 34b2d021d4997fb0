using System.Collections.Immutable;

namespace IncidentBot.Incidents.Commands;

public sealed class DetectCommand : Command
{
    public override string Name => "detect";
    public override ImmutableArray<string> Aliases => ["detected", "detection"];
    public override ImmutableArray<string> Usage =>
    [
        "detect alerting|users|dashboard|manual|other [text] [after 5m | --at TIME]",
        "detect why <why not earlier>",
    ];
    public override string Summary => "How and when it was noticed, and why not earlier";
    public override string Example => "detect alerting after 5m";
    public override CommandGroup Group => CommandGroup.Document;
    public override bool WorksAfterClose => true;

    public override CommandForm FormFor(CommandContext context) => new(Name, "Detection",
    [
        new ChoiceField("method", "How it was noticed",
            [new("alerting", "Automated alerting"), new("users", "User reports"), new("dashboard", "A dashboard"), new("manual", "Manual testing"), new("other", "Otherwise")]) { IsRequired = true },
        new TextField("text", "Which alert, who told us") { MaxLength = 500 },
        new TextField("after", "How long after the start") { MaxLength = 40, Hint = "5m, 1h 20m. Leave it empty if you give the time below." },
        WhenField with { Hint = "14:30, 14:30Z or 25m ago" },
    ]);

    public override string Line(FilledForm form) =>
        form["after"].Length == 0 ? $"{form["method"]} {form["text"]}" : $"{form["method"]} {form["text"]} after {form["after"]}";

    public override Decision Decide(Arguments arguments, CommandContext context)
    {
        var (word, rest) = arguments.Split();
        if (word.Equals("why", StringComparison.OrdinalIgnoreCase))
            return WhyNotEarlier.Decide(rest, context, this);
        if (Method(word) is not { } method)
            return Unclear(word.Length == 0 ? "How was it noticed: alerting, users, dashboard, manual or other?" : $"“{word}” is none of alerting, users, dashboard, manual, other.");

        var (note, after) = SplitAfter(rest.Text);
        if (after is { IsRead: false })
            return Unclear(after.Value.Problem);
        if (method == DetectionMethod.Other && note.Length == 0)
            return Unclear("How, then?");

        Moment? at = context.IsTimeGiven ? context.At : null;
        return context.Keep(new Detected(method, note.Length == 0 ? null : note, after?.Value, after is null ? at : null))
            .TellChannel(Told(method, note, after?.Value, at));
    }

    private static StatementList WhyNotEarlier { get; } = new("reason", [new("", Topic.WhyNotDetectedEarlier, "Not detected earlier because")]);

    private static BotTextBuilder Told(DetectionMethod method, string note, TimeSpan? after, Moment? at)
    {
        BotTextBuilder told = $"*Detected* by {WordFor(method)}{(note.Length == 0 ? "" : ": " + note)}";
        if (after is { } span)
            told.AppendFormatted($", {Durations.InWords(span)} after the start");
        else if (at is { } moment)
            told.AppendFormatted(BotText.Say($" at {moment}"));
        return told;
    }

    /// <summary>Parts <c>Prometheus after 5m</c>: only a duration that ends the text counts.</summary>
    private static (string Note, Reading<TimeSpan>? After) SplitAfter(string text)
    {
        var place = text.LastIndexOf("after ", StringComparison.OrdinalIgnoreCase);
        if (place < 0 || (place > 0 && !char.IsWhiteSpace(text[place - 1])))
            return (text, null);

        var duration = DurationExpression.Parse(text[(place + "after ".Length)..]);
        return duration.IsRead ? (text[..place].Trim(), duration) : (text, null);
    }

    private static DetectionMethod? Method(string word) => word.ToLowerInvariant() switch
    {
        "alerting" or "alert" or "alerts" or "monitoring" => DetectionMethod.Alerting,
        "users" or "user" or "customers" or "customer" => DetectionMethod.Users,
        "dashboard" or "dashboards" => DetectionMethod.Dashboard,
        "manual" or "testing" => DetectionMethod.Manual,
        "other" => DetectionMethod.Other,
        _ => null,
    };

    private static string WordFor(DetectionMethod method) => method switch
    {
        DetectionMethod.Alerting => "automated alerting",
        DetectionMethod.Users => "user reports",
        DetectionMethod.Dashboard => "a monitoring dashboard",
        DetectionMethod.Manual => "manual testing",
        _ => "other means",
    };
}
