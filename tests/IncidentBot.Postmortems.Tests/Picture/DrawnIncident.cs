using System.Globalization;
using System.Xml.Linq;
using IncidentBot.Incidents;
using IncidentBot.Postmortems.Picture;

namespace IncidentBot.Postmortems.Tests.Picture;

/// <summary>The picture of a scripted incident, as bytes and as a reader takes it apart.</summary>
internal static class DrawnIncident
{
    public static PictureFacts Facts(this ScriptedIncident incident, string now)
    {
        var messages = incident.Log.Where(happened => happened.Detail is MessagePosted)
            .GroupBy(happened => happened.OccurredAt.Minute)
            .Select(minute => new MinuteCount(minute.Key, minute.Count()));
        return PictureFacts.Of(incident.Record, incident.Log, messages, At(now));
    }

    public static string Draw(this ScriptedIncident incident, PictureUse use = PictureUse.File, string now = "2024-01-20 00:00") =>
        IncidentPicture.Draw(incident.Facts(now), use);

    public static IEnumerable<string> Texts(this string svg) =>
        XDocument.Parse(svg).Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value);

    public static string Description(this string svg) =>
        XDocument.Parse(svg).Descendants().Single(element => element.Name.LocalName == "desc").Value;

    public static DateTimeOffset At(string time) =>
        DateTimeOffset.ParseExact(time, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
