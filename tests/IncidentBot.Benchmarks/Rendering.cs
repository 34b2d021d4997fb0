using System.Diagnostics;
using System.Globalization;
using IncidentBot.Incidents;
using IncidentBot.Postmortems;

namespace IncidentBot.Benchmarks;

/// <summary>From the record to the Markdown, at timelines of a small, a long and an absurd incident.</summary>
internal static class Rendering
{
    private static readonly DateTimeOffset Start = new(2024, 1, 15, 14, 30, 0, TimeSpan.Zero);

    public static void Run()
    {
        foreach (var rows in new[] { 35, 300, 3000 })
        {
            var record = RecordOf(rows);
            PostmortemRenderer.Render(PostmortemRenderer.Assemble(record, []), Form.Draft);
            var times = new List<double>();
            for (var run = 0; run < 30; run++)
            {
                var began = Stopwatch.GetTimestamp();
                PostmortemRenderer.Render(PostmortemRenderer.Assemble(record, []), Form.Draft);
                times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }

            times.Sort();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"rendering {rows,5:N0} rows           {times[times.Count / 2],9:0.0} ms"));
        }
    }

    private static IncidentRecord RecordOf(int rows)
    {
        var person = new Person("bench:ada", "Ada");
        var id = IncidentId.For(Start);
        var events = Enumerable.Range(0, rows)
            .Select(number => (TimelineDetail)new NoteAdded($"Something happened | number {number}", "somebody did something about `it`"))
            .Prepend(new IncidentDeclared("Benchmark", Severity.P1));
        return IncidentRecord.From(id, events.Select((detail, place) =>
            new TimelineEvent(place + 1, new Moment(Start.AddMinutes(place)), Start.AddMinutes(place), person, null, detail)));
    }
}
