using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using IncidentBot.Incidents;

namespace IncidentBot.Web.Frame;

/// <summary>The bot's words as HTML. What people typed is escaped, once, and never read for marks; what can be pressed is left out.</summary>
public static class HtmlFormatter
{
    public static string Html(BotText text)
    {
        var html = new StringBuilder();
        var (isStrong, isCode) = (false, false);
        foreach (var part in text.Parts)
        {
            switch (part)
            {
                case Wording wording:
                    AddWording(wording.Text);
                    break;
                case Quoted quoted:
                    AddText(quoted.Text);
                    break;
                case Mentioned person:
                    AddText("@" + person.Name);
                    break;
                case ChannelNamed channel:
                    AddText("#" + channel.Name);
                    break;
                case Linked link when IsWebAddress(link.Url):
                    html.Append(CultureInfo.InvariantCulture, $"<a href=\"{Escape(link.Url)}\" rel=\"noopener noreferrer\">{Escape(link.Label)}</a>");
                    break;
                case Linked link:
                    AddText($"{link.Label} ({link.Url})");
                    break;
                case TimeShown time:
                    html.Append(Time(time.At, "HH:mm 'UTC'"));
                    break;
            }
        }

        return html.Append(isCode ? "</code>" : "").Append(isStrong ? "</strong>" : "").ToString();

        void AddText(string words) => html.Append(Escape(words).Replace("\n", "<br>", StringComparison.Ordinal));

        void AddWording(string words)
        {
            foreach (var run in words.EnumerateRunes())
            {
                if (run.Value == '`')
                    (isCode, _) = (!isCode, html.Append(isCode ? "</code>" : "<code>"));
                else if (run.Value == '*' && !isCode)
                    (isStrong, _) = (!isStrong, html.Append(isStrong ? "</strong>" : "<strong>"));
                else
                    AddText(run.ToString());
            }
        }
    }

    /// <summary>A moment in UTC, which the page's script shows in the reader's zone as well.</summary>
    public static string Time(DateTimeOffset at, string format) =>
        $"<time datetime=\"{at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}\">{Escape(at.UtcDateTime.ToString(format, CultureInfo.InvariantCulture))}</time>";

    // Line feeds survive it as an entity; they are line breaks here.
    private static string Escape(string text) => HtmlEncoder.Default.Encode(text).Replace("&#xA;", "\n", StringComparison.Ordinal);

    private static bool IsWebAddress(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp);
}
