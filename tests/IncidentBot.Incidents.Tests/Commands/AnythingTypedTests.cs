using System.Globalization;
using CsCheck;
using IncidentBot.Incidents.Commands;
using Xunit;

namespace IncidentBot.Incidents.Tests.Commands;

/// <summary>What holds for whatever people, phones and pastes put into a message.</summary>
public sealed class AnythingTypedTests
{
    private static readonly string[] Zones =
        ["Etc/UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Kiritimati", "America/Havana"];

    private static readonly OptionSpec[] Options =
    [
        new("at", OptionKind.Time),
        new("since", OptionKind.Duration),
        new("service", OptionKind.Word),
        new("private", OptionKind.Flag),
        new("anyway", OptionKind.Rest),
    ];

    private static readonly Gen<string> Pieces = Gen.OneOf(
        "14:30", "2024-01-15", "2023-02-29", "25m", " ago", "1h", "pm", "yesterday", "now", "T", "Z", "+02:00", "UTC-5", "~", "ca. ",
        "--at", "—at ", "--at=", " --since ", " --service ", " --private ", " --anyway ", " by friday", " by ", "20 Jan", "in 5d", "9999",
        " ", "\n", "\t", ",", ":", "：", "??", "xx", "-", "–", "->", "→", "=>", "\"", "“", "”", "„", "«", "»", "'", "’", "`", "```",
        "1,234", "0,05", "%", "ms", "k", "５", "٣", "\u202F", "\u200E", "\uFE0F", "\0", "\uD83D", "é", "日本", "x");

    private static readonly Gen<string> Texts = Gen.OneOf(
        Pieces.Array[0, 25].Select(string.Concat),
        Gen.String[0, 60],
        Gen.Char["0123456789:-+.,hmdspamTZ ~?x"].Array[0, 16].Select(typed => new string(typed)));

    private static readonly Gen<SenderClock> Clocks = Gen.Select(
        Gen.OneOf(Zones),
        Gen.Long[Sender.Utc("2010-01-01").ToUnixTimeSeconds(), Sender.Utc("2030-01-01").ToUnixTimeSeconds()],
        (zone, second) => new SenderClock(DateTimeOffset.FromUnixTimeSeconds(second), TimeZoneInfo.FindSystemTimeZoneById(zone)));

    [Fact]
    public void Nothing_typed_breaks_a_reader()
    {
        Gen.Select(Texts, Clocks).Sample((text, clock) => ReadEveryWay(text, clock), iter: 20_000);
    }

    [Fact]
    public void No_time_that_is_read_lies_ahead_of_now()
    {
        Gen.Select(Texts, Clocks).Sample(
            (text, clock) =>
            {
                if (TimeExpression.TryReadPrefix(text, clock, out var time, out _) && time.IsRead && time.Value.Precision != Precision.Day)
                    Assert.True(time.Value.At <= clock.Latest, $"{text} was read as {time}");
            },
            iter: 20_000);
    }

    [Fact]
    public void Text_is_what_was_typed_with_options_left_out_and_nothing_added()
    {
        Gen.Select(Texts, Clocks).Sample(
            (text, clock) =>
            {
                var line = CommandLine.Read(text, Options, clock);
                if (line.IsRead)
                    Assert.True(IsSubsequence(line.Value.Text, text), $"{text} became {line.Value.Text}");
            },
            iter: 20_000);
    }

    [Fact]
    public void A_clock_read_off_the_wall_was_shown_within_a_day_before_now()
    {
        Gen.Select(Clocks, Gen.Int[0, 1439]).Sample(
            (clock, minute) =>
            {
                var typed = TimeOnly.MinValue.AddMinutes(minute).ToString("HH:mm", CultureInfo.InvariantCulture);

                var time = TimeExpression.Parse(typed, clock);

                if (!time.IsRead)
                {
                    Assert.Contains("the clocks went forward", time.Problem, StringComparison.Ordinal);
                    return;
                }

                var local = TimeZoneInfo.ConvertTime(time.Value.At, clock.Zone);
                Assert.Equal(typed, local.ToString("HH:mm", CultureInfo.InvariantCulture));
                Assert.InRange(time.Value.At, clock.Latest.AddHours(-25), clock.Latest);
            },
            iter: 30_000);
    }

    [Theory(Timeout = 10_000)]
    [InlineData("1")]
    [InlineData(" ")]
    [InlineData("-")]
    [InlineData("=")]
    [InlineData("\"")]
    [InlineData("`")]
    [InlineData("“")]
    [InlineData(" \"")]
    [InlineData(" “")]
    [InlineData(",«")]
    [InlineData(",‘x")]
    [InlineData(" by ")]
    [InlineData(" --")]
    [InlineData(" —at")]
    [InlineData("1h ")]
    [InlineData("1,")]
    [InlineData("14:30 ")]
    [InlineData("'x")]
    public async Task A_very_long_text_is_read_promptly(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 100_000 / piece.Length));
        string[] texts = [text, $"14:30{text}", $"--service {text}", $"“{text}", $"a{text} -> b"];

        await Task.Run(() => Array.ForEach(texts, each => ReadEveryWay(each, Sender.InUtc)), TestContext.Current.CancellationToken);
    }

    private static void ReadEveryWay(string text, SenderClock clock)
    {
        TimeExpression.Parse(text, clock);
        TimeExpression.TryReadPrefix(text, clock, out _, out _);
        DurationExpression.Parse(text);
        DurationExpression.TryReadPrefix(text, out _, out _);
        DateExpression.Parse(text, clock);
        DateExpression.TryReadDeadline(text, clock, out _, out _);
        NumberExpression.Parse(text);
        Typed.SplitArrow(text);
        CommandLine.SplitFirst(text);
        CommandLine.Read(text, Options, clock);
    }

    private static bool IsSubsequence(string part, string whole)
    {
        var found = 0;
        foreach (var typed in whole)
        {
            if (found < part.Length && part[found] == typed)
                found++;
        }

        return found == part.Length;
    }
}
