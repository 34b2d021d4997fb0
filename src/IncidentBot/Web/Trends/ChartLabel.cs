using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Components;

namespace IncidentBot.Web.Trends;

/// <summary>Words in a chart. Razor keeps the element <c>text</c> for itself, so it is written here.</summary>
internal static class ChartLabel
{
    /// <param name="anchor">Which part of the words stands at the place: <c>start</c>, <c>middle</c> or <c>end</c>.</param>
    public static MarkupString Of(double x, double y, string anchor, string words) => new(
        $"<text x=\"{Plot.Number(x)}\" y=\"{Plot.Number(y)}\" text-anchor=\"{anchor}\">{HtmlEncoder.Default.Encode(words)}</text>");
}
