using System.Collections.Immutable;
using System.Globalization;

namespace IncidentBot.Postmortems.Picture;

/// <param name="Clock">What stands below the tick.</param>
/// <param name="Date">Stands below that where the day is another one than at the tick before.</param>
internal sealed record PictureTick(DateTimeOffset At, string Clock, string? Date);

/// <summary>Time as a length, with ticks at even times of UTC, and messages gathered into few enough bars.</summary>
internal sealed class PictureScale(PictureFacts facts, double left, double width)
{
    private const int MostTicks = 10;
    private const int MostBars = 240;
    private const int MinutesOfDay = 1440;

    private static readonly ImmutableArray<int> Even = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, MinutesOfDay];

    public double X(DateTimeOffset at) => left + width * Math.Clamp((at - facts.From) / facts.Span, 0, 1);

    /// <summary>How many minutes a bar stands for.</summary>
    public int MinutesOfBar => EvenFor(MostBars);

    public ImmutableArray<PictureTick> Ticks()
    {
        var step = EvenFor(MostTicks);
        var ticks = ImmutableArray.CreateBuilder<PictureTick>();
        DateTime? day = null;
        for (var at = NextEven(facts.From, step); at <= facts.To; at = at.AddMinutes(step))
        {
            var isNewDay = day != at.UtcDateTime.Date;
            day = at.UtcDateTime.Date;
            var date = at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            ticks.Add(step >= MinutesOfDay
                ? new PictureTick(at, date[5..], ticks.Count == 0 ? date[..4] : null)
                : new PictureTick(at, at.ToString("HH:mm", CultureInfo.InvariantCulture), isNewDay ? date : null));
        }

        return ticks.ToImmutable();
    }

    public ImmutableArray<MinuteCount> Bars() =>
    [
        .. facts.Messages
            .GroupBy(minute => (minute.Minute - facts.From).Ticks / (TimeSpan.TicksPerMinute * MinutesOfBar))
            .OrderBy(bar => bar.Key)
            .Select(bar => new MinuteCount(facts.From.AddMinutes(bar.Key * MinutesOfBar), bar.Sum(minute => minute.Messages))),
    ];

    private int EvenFor(int most)
    {
        var minutes = facts.Span.TotalMinutes;
        foreach (var step in Even)
        {
            if (minutes / step <= most)
                return step;
        }

        return MinutesOfDay * (int)Math.Ceiling(minutes / MinutesOfDay / most);
    }

    private static DateTimeOffset NextEven(DateTimeOffset at, int minutes)
    {
        var step = TimeSpan.TicksPerMinute * minutes;
        return new DateTimeOffset((at.UtcTicks + step - 1) / step * step, TimeSpan.Zero);
    }
}
