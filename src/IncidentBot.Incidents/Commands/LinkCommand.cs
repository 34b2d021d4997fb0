using System.Collections.Immutable;

namespace IncidentBot.Incidents.Commands;

public sealed class LinkCommand : Command
{
    public override string Name => "link";
    public override ImmutableArray<string> Aliases => ["attach"];
    public override ImmutableArray<string> Usage => ["link <url> [label]"];
    public override string Summary => "A dashboard, a log, a chart that belongs to the incident";
    public override string Example => "link https://grafana.example.com/d/api API dashboard";
    public override CommandGroup Group => CommandGroup.Document;
    public override bool WorksAfterClose => true;

    public override CommandForm FormFor(CommandContext context) => new(Name, "Link",
    [
        new TextField("url", "Address") { IsRequired = true, MaxLength = 2000, Hint = "https://…" },
        new TextField("label", "Label") { MaxLength = 200 },
    ]);

    public override string Line(FilledForm form) => $"{form["url"]} {form["label"]}";

    public override Decision Decide(Arguments arguments, CommandContext context)
    {
        var (url, name, problem) = WebAddress.Read(arguments);
        if (url is null)
            return Unclear(problem);

        return context.Keep(new LinkAdded(url, name.Length == 0 ? null : name))
            .TellChannel($"Link: {new Linked(url, name.Length == 0 ? url : name)}");
    }
}
