using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace IncidentBot.Incidents.Commands;

public sealed partial class LinkCommand : Command
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
        var (first, rest) = arguments.Split();
        var shaped = MarkdownLink().Match(arguments.Text);
        var (url, label) = shaped.Success ? (shaped.Groups["url"].Value, shaped.Groups["label"].Value) : (first, rest.Text);
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            return Unclear(url.Length == 0 ? "Which address?" : $"“{url}” is no web address: it begins with https:// or http://.");

        var name = Lines.Joined(label);
        return context.Keep(new LinkAdded(address.AbsoluteUri, name.Length == 0 || name == url ? null : name))
            .TellChannel($"Link: {new Linked(address.AbsoluteUri, name.Length == 0 ? url : name)}");
    }

    /// <summary>Links arrive as people read them: <c>[label](url)</c> where the chat had a labelled link.</summary>
    [GeneratedRegex(@"^\[(?<label>[^\[\]]{1,300})\]\((?<url>[^\s()]{1,2000})\)$")]
    private static partial Regex MarkdownLink();
}
