using IncidentBot.Incidents.Commands;
using Xunit;

namespace IncidentBot.Incidents.Tests.Commands;

public sealed class CommandLineTests
{
    private static readonly OptionSpec[] Options =
    [
        new("at", OptionKind.Time),
        new("since", OptionKind.Duration),
        new("service", OptionKind.Word),
        new("private", OptionKind.Flag),
        new("anyway", OptionKind.Rest),
    ];

    [Theory]
    [InlineData("--at 14:30 API is slow")]
    [InlineData("API is slow --at 14:30")]
    [InlineData("API --at 14:30 is slow")]
    [InlineData("API --at=14:30 is slow")]
    [InlineData("API —at 14:30 is slow")]
    [InlineData("API –at 14:30 is slow")]
    [InlineData("API --AT 14:30Z is slow")]
    [InlineData("API --at 30m ago is slow")]
    [InlineData("API --at 30 min ago is slow")]
    [InlineData("API --at \"2024-01-15 14:30\" is slow")]
    [InlineData("API --at “14:30” is slow")]
    [InlineData("API --at 2024-01-15 14:30 is slow")]
    [InlineData("API --at 2024-01-15T14:30:00Z is slow")]
    [InlineData("API --at 14:30, is slow")]
    public void Takes_an_option_wherever_it_stands(string text)
    {
        var line = CommandLine.Read(text, Options, Sender.InUtc).Value;

        Assert.Equal("API is slow", line.Text);
        Assert.Equal(new Moment(Sender.Utc("2024-01-15T14:30:00Z")), line.Time("at"));
    }

    [Fact]
    public void Takes_several_options_and_gives_each_by_its_kind()
    {
        var text = "P1 API --service “a b”,c is slow --private --since 1h 20m";

        var line = CommandLine.Read(text, Options, Sender.InUtc).Value;

        Assert.Equal("P1 API is slow", line.Text);
        Assert.Equal("a b,c", line.Word("service"));
        Assert.Equal(TimeSpan.FromMinutes(80), line.Duration("since"));
        Assert.True(line.Has("private"));
        Assert.False(line.Has("at"));
        Assert.Null(line.Time("at"));
        Assert.Null(line.Word("anyway"));
    }

    [Theory]
    [InlineData("api", "api")]
    [InlineData("a,b", "a,b")]
    [InlineData("\"a b\",c", "a b,c")]
    [InlineData("a,'b c'", "a,b c")]
    [InlineData("‘a b’", "a b")]
    [InlineData("„a b“", "a b")]
    [InlineData("bob's", "bob's")]
    [InlineData("\"open", "\"open")]
    [InlineData("\"\"", "")]
    public void Reads_a_word_with_or_without_quotes(string typed, string expected)
    {
        var line = CommandLine.Read($"--service {typed} title", Options, Sender.InUtc).Value;

        Assert.Equal(expected, line.Word("service"));
        Assert.Equal("title", line.Text);
    }

    [Theory]
    [InlineData("deploy ran with --force")]
    [InlineData("deploy ran with —force — as it does")]
    [InlineData("deploy ran with `--at 14:30` set")]
    [InlineData("deploy ran with \"x --at 14:30\" set")]
    [InlineData("deploy ran with “x --private” set")]
    [InlineData("deploy ran with --attempts 3")]
    [InlineData("deploy ran with --private=true")]
    [InlineData("deploy ran with -at 14:30")]
    [InlineData("deploy ran with x--private")]
    [InlineData("two\n\n  lines\tand  'quotes' \"here\"")]
    public void Leaves_everything_else_as_it_was_typed(string text)
    {
        var line = CommandLine.Read(text, Options, Sender.InUtc).Value;

        Assert.Equal(text, line.Text);
        Assert.False(line.Has("at") || line.Has("private"));
    }

    [Theory]
    [InlineData("one\n--private\ntwo", "one\ntwo")]
    [InlineData("one --private\n\ntwo", "one\n\ntwo")]
    [InlineData("  --private one  two  ", "one  two")]
    [InlineData("--private", "")]
    [InlineData("one --at 14:30,two", "one two")]
    public void Leaves_no_gap_where_an_option_stood(string text, string expected)
    {
        var line = CommandLine.Read(text, Options, Sender.InUtc).Value;

        Assert.Equal(expected, line.Text);
    }

    [Theory]
    [InlineData("--anyway nobody was harmed", "", "nobody was harmed")]
    [InlineData("done --anyway nobody\nwas --private harmed", "done", "nobody\nwas harmed")]
    [InlineData("done --anyway", "done", "")]
    public void Gives_the_rest_of_the_text_to_an_option_that_asks_for_it(string text, string expected, string rest)
    {
        var line = CommandLine.Read(text, Options, Sender.InUtc).Value;

        Assert.Equal(expected, line.Text);
        Assert.Equal(rest, line.Word("anyway"));
    }

    [Theory]
    [InlineData("title --at lunch time", "--at: I can't read \"lunch\" as a time. For example: 14:30")]
    [InlineData("title --at 25m", "--at: I read 25m as a span, not as a time: did you mean 25m ago?")]
    [InlineData("title --at 25:99", "--at: No clock shows 25:99")]
    [InlineData("title --at 2027-01-15 14:30", "--at: 2027-01-15 14:30 is ahead of now")]
    [InlineData("title --at \"14:30 or so\"", "--at: I read 14:30 as the time, but not \"or so\" behind it")]
    [InlineData("title --at", "--at needs a value behind it. For example: --at 14:30")]
    [InlineData("title --at --private", "--at needs a value")]
    [InlineData("title --service", "--service needs a value")]
    [InlineData("title --since", "--since needs a value behind it. For example: --since 30m")]
    [InlineData("title --since 25 people", "--since: 25 of what?")]
    [InlineData("--at 14:30 --at 14:35", "--at is there twice")]
    public void Says_which_option_it_could_not_read(string text, string inProblem)
    {
        var line = CommandLine.Read(text, Options, Sender.InUtc);

        Assert.False(line.IsRead);
        Assert.Contains(inProblem, line.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("start  P1 API", "start", "P1 API")]
    [InlineData("  start", "start", "")]
    [InlineData("start\nP1\nAPI ", "start", "P1\nAPI ")]
    [InlineData("\"Root Cause\" a \"slow\" query", "Root Cause", "a \"slow\" query")]
    [InlineData("“Root Cause” a query", "Root Cause", "a query")]
    [InlineData("‘What didn’t go well’ a query", "What didn’t go well", "a query")]
    [InlineData("«Root Cause» a query", "Root Cause", "a query")]
    [InlineData("\"Root Cause a query", "\"Root", "Cause a query")]
    [InlineData("don't stop", "don't", "stop")]
    [InlineData("", "", "")]
    public void Splits_the_first_word_or_quoted_phrase_from_the_rest(string text, string first, string rest)
    {
        Assert.Equal((first, rest), CommandLine.SplitFirst(text));
    }
}
