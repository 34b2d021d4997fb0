using System.Globalization;
using System.Text;
using IncidentBot.Incidents;

namespace IncidentBot.Postmortems.Picture;

/// <summary>The lanes of the picture, from the top to the bottom.</summary>
internal static class PictureLanes
{
    private const double Above = 70;
    private const double BandTop = 78;
    private const double BandHeight = 28;
    private const double FarthestWord = 120;
    private const double MarkMiddle = 128;
    private const double SeverityTop = 154;
    private const double SeverityStep = 16;
    private const double BarTop = 226;
    private const double BarFoot = 306;

    public static void Axis(SvgWriter svg, PictureScale scale, PictureInk ink)
    {
        foreach (var tick in scale.Ticks())
        {
            var x = scale.X(tick.At);
            svg.Element("line", ("x1", x), ("y1", BandTop), ("x2", x), ("y2", BarFoot + 4), ("stroke", ink.Line), ("stroke-opacity", "0.6"));
            svg.Element("text", tick.Clock, ("x", x), ("y", BarFoot + 18), ("text-anchor", Anchor(x)));
            if (tick.Date is { } date)
                svg.Element("text", date, ("x", x), ("y", BarFoot + 33), ("text-anchor", Anchor(x)), ("fill", ink.Quiet));
        }

        svg.Element("line", ("x1", IncidentPicture.Left), ("y1", BarFoot), ("x2", (double)IncidentPicture.Width - IncidentPicture.Right), ("y2", BarFoot), ("stroke", ink.Quiet));
        svg.Element("text", "UTC", ("x", 16), ("y", BarFoot + 18), ("fill", ink.Quiet));
    }

    /// <summary>A band whose word does not fit into it has it above, where there is room beside the words before.</summary>
    public static void Phases(SvgWriter svg, PictureFacts facts, PictureScale scale, PictureInk ink)
    {
        Label(svg, "Phase", BandTop + 18, ink);
        const double last = IncidentPicture.Width - IncidentPicture.Right;
        var taken = 0.0;
        foreach (var phase in facts.Phases)
        {
            var (x, end, word) = (scale.X(phase.From), scale.X(phase.To), phase.Kind.ToString());
            svg.Titled("rect", $"{word} from {phase.From.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC",
                ("x", x), ("y", BandTop), ("width", Math.Max(end - x, 1)), ("height", BandHeight), ("fill", ink.Band(phase.Kind)), ("stroke", PictureInk.OnBand), ("stroke-width", "0.6"));
            var width = PictureWords.WidthOf(word);
            if (width + 8 <= end - x)
                svg.Element("text", word, ("x", (x + end) / 2), ("y", BandTop + 18), ("text-anchor", "middle"), ("fill", PictureInk.OnBand), ("pointer-events", "none"));
            else if (Math.Max(taken, Math.Min(x, last - width)) is var place && place + width <= last && place - x < FarthestWord)
            {
                svg.Element("text", word, ("x", place), ("y", Above));
                svg.Element("line", ("x1", Math.Max(place + 4, (x + end) / 2)), ("y1", Above + 3), ("x2", (x + end) / 2), ("y2", BandTop), ("stroke", ink.Quiet));
                taken = place + width + 8;
            }
        }
    }

    public static void Marks(SvgWriter svg, PictureFacts facts, PictureScale scale, PictureInk ink)
    {
        const double size = 6;
        Label(svg, "Events", MarkMiddle + 4, ink);
        foreach (var mark in facts.Marks)
        {
            var x = scale.X(mark.At);
            var diamond = $"M{SvgWriter.Number(x)} {SvgWriter.Number(MarkMiddle - size)}l{size} {size}l-{size} {size}l-{size} -{size}z";
            svg.Titled("path", PictureWords.Shortened($"{mark.At.ToString("HH:mm", CultureInfo.InvariantCulture)} {mark.Text}", 300),
                ("d", diamond), ("fill", ink.Mark), ("fill-opacity", "0.85"), ("stroke", ink.Ink), ("stroke-width", "0.6"));
        }
    }

    public static void Severities(SvgWriter svg, PictureFacts facts, PictureScale scale, PictureInk ink)
    {
        foreach (var severity in Enum.GetValues<Severity>())
        {
            Label(svg, severity.ToString(), LevelOf(severity) + 4, ink);
            svg.Element("line", ("x1", IncidentPicture.Left), ("y1", LevelOf(severity)), ("x2", (double)IncidentPicture.Width - IncidentPicture.Right), ("y2", LevelOf(severity)),
                ("stroke", ink.Line), ("stroke-dasharray", "2 4"), ("stroke-opacity", "0.8"));
        }

        var path = new StringBuilder();
        foreach (var step in facts.Severities)
        {
            var (x, end, y) = (SvgWriter.Number(scale.X(step.From)), SvgWriter.Number(scale.X(step.To)), SvgWriter.Number(LevelOf(step.Severity)));
            path.Append(path.Length == 0 ? $"M{x} {y}" : $"H{x}V{y}").Append(CultureInfo.InvariantCulture, $"H{end}");
        }

        if (path.Length > 0)
            svg.Titled("path", "Severity", ("d", path), ("fill", "none"), ("stroke", ink.Severity), ("stroke-width", 3));
        else
            svg.Element("text", "no severity", ("x", IncidentPicture.Left + 6), ("y", SeverityTop + 28), ("fill", ink.Quiet));
    }

    public static void Messages(SvgWriter svg, PictureFacts facts, PictureScale scale, PictureInk ink)
    {
        var bars = scale.Bars();
        Label(svg, "Messages", BarTop + 12, ink);
        Label(svg, scale.MinutesOfBar == 1 ? "per minute" : $"per {Length(scale.MinutesOfBar)}", BarTop + 27, ink);
        if (bars.IsEmpty)
        {
            svg.Element("text", "nothing was said", ("x", IncidentPicture.Left + 6), ("y", BarFoot - 6), ("fill", ink.Quiet));
            return;
        }

        var most = bars.Max(bar => bar.Messages);
        var path = new StringBuilder();
        foreach (var bar in bars)
        {
            var (x, end) = (scale.X(bar.Minute), scale.X(bar.Minute.AddMinutes(scale.MinutesOfBar)));
            var height = Math.Max(1, (BarFoot - BarTop) * bar.Messages / most);
            path.Append(CultureInfo.InvariantCulture, $"M{SvgWriter.Number(x)} {SvgWriter.Number(BarFoot)}v-{SvgWriter.Number(height)}h{SvgWriter.Number(Math.Max(1, end - x - 0.6))}V{SvgWriter.Number(BarFoot)}z");
        }

        svg.Titled("path", $"Messages per {Length(scale.MinutesOfBar)}, {most} at most", ("d", path), ("fill", ink.Bar));
        Label(svg, $"most: {most}", BarTop + 42, ink);
    }

    private static double LevelOf(Severity severity) => SeverityTop + SeverityStep * (int)severity;

    private static string Length(int minutes) => minutes switch
    {
        1 => "minute",
        < 60 => $"{minutes} min",
        60 => "hour",
        < 1440 => $"{minutes / 60} h",
        _ => $"{minutes / 1440} d",
    };

    private static void Label(SvgWriter svg, string text, double y, PictureInk ink) =>
        svg.Element("text", text, ("x", IncidentPicture.Left - 8), ("y", y), ("text-anchor", "end"), ("fill", ink.Quiet));

    private static string Anchor(double x) => x > IncidentPicture.Width - IncidentPicture.Right - 20 ? "end" : "middle";
}
