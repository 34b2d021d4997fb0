using System.Globalization;
using IncidentBot.Incidents;

namespace IncidentBot.Postmortems.Picture;

/// <summary>
/// An incident at a glance, as SVG: its phases, the events of the timeline, the severity, and how much was said, over one time axis.
/// No script, no font, nothing from elsewhere; the same facts give the same bytes.
/// </summary>
public static class IncidentPicture
{
    public const int Width = 960;
    public const int Height = 348;

    internal const double Left = 84;
    internal const double Right = 16;
    private const int LongestTitle = 110;

    public static string Draw(PictureFacts facts, PictureUse use)
    {
        var (svg, ink, scale) = (new SvgWriter(), new PictureInk(use), new PictureScale(facts, Left, Width - Left - Right));
        var id = facts.Incident.Id.Value.ToLowerInvariant();
        svg.Open("svg",
            ("xmlns", "http://www.w3.org/2000/svg"), ("viewBox", $"0 0 {Width} {Height}"), ("width", Width), ("height", Height), ("role", "img"),
            ("aria-labelledby", $"{id}-picture {id}-picture-text"), ("font-family", "system-ui, sans-serif"), ("font-size", 12), ("fill", ink.Ink));
        svg.Element("title", $"{facts.Incident.Id}: {facts.Incident.Title}", ("id", $"{id}-picture"));
        svg.Element("desc", PictureWords.Of(facts), ("id", $"{id}-picture-text"));
        if (use == PictureUse.File)
            svg.Raw(PictureInk.Style);
        if (ink.Ground is { } ground)
            svg.Element("rect", ("width", Width), ("height", Height), ("fill", ground));

        Head(svg, facts, ink);
        PictureLanes.Axis(svg, scale, ink);
        PictureLanes.Phases(svg, facts, scale, ink);
        PictureLanes.Marks(svg, facts, scale, ink);
        PictureLanes.Severities(svg, facts, scale, ink);
        PictureLanes.Messages(svg, facts, scale, ink);
        svg.Close("svg");
        return svg.ToString();
    }

    private static void Head(SvgWriter svg, PictureFacts facts, PictureInk ink)
    {
        var incident = facts.Incident;
        svg.Element("text", PictureWords.Shortened($"{incident.Id}  {incident.Title}", LongestTitle), ("x", 16), ("y", 24), ("font-size", 15), ("font-weight", 600));
        var duration = incident.Duration is { } took ? $" · {Durations.InWords(took)}" : "";
        svg.Element("text", string.Create(CultureInfo.InvariantCulture,
            $"{incident.Severity?.ToString() ?? "no severity"} · {incident.Status} · {facts.From:yyyy-MM-dd HH:mm} to {facts.To:yyyy-MM-dd HH:mm} UTC{duration}"),
            ("x", 16), ("y", 44), ("fill", ink.Quiet));
    }
}
