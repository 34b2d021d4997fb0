using IncidentBot.Incidents.Commands;
using Xunit;

namespace IncidentBot.Incidents.Tests.Commands;

public sealed class CommandTableTests
{
    public static TheoryData<string> Examples => [.. CommandTable.Standard.Commands.Select(command => command.Example)];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Every_example_works_as_it_is_printed(string example)
    {
        var room = CommandTable.Standard.Find(example)!.Command.Name is "start" or "convert" ? new Room() : Room.WithIncident();
        foreach (var preparation in new[] { "note a", "note b" }.Where(_ => room.Record is not null))
            room.Type(preparation);
        room.Now = room.Now.AddHours(5);
        if (example.StartsWith("reopen", StringComparison.Ordinal) || example.StartsWith("close", StringComparison.Ordinal))
            room.Type("resolve");
        if (example == "public")
            room.Type("private");
        if (example.StartsWith("signoff", StringComparison.Ordinal) || example.StartsWith("draft", StringComparison.Ordinal))
            Array.ForEach(["claim commander", "review 2024-01-22"], line => room.Type(line));

        var elsewhere = Room.Place with { Channel = "C02" };
        if (example == "leave")
            room.TypeIn(elsewhere, "join");

        var line = example.Replace("@ada", "@Ada", StringComparison.Ordinal).Replace("@grace", "@Grace", StringComparison.Ordinal);
        var decision = CommandTable.Standard.Find(example)!.Command.Name is "join" or "leave" ? room.TypeIn(elsewhere, line) : room.Type(line);

        Assert.Null(decision.Rejection?.Text.ToPlainText());
    }

    [Fact]
    public void Every_verb_explains_itself()
    {
        Assert.All(CommandTable.Standard.Commands, command =>
        {
            Assert.NotEmpty(command.Usage);
            Assert.NotEmpty(command.Summary);
            Assert.All(command.Usage, form => Assert.Contains(command.Aliases.Add(command.Name), verb => form == verb || form.StartsWith(verb + " ", StringComparison.Ordinal)));
            Assert.StartsWith(command.Name, command.Example, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("resovle", "resolve")]
    [InlineData("serverity P1", "severity")]
    [InlineData("timelnie", "timeline")]
    public void An_unknown_verb_gets_the_nearest_ones(string typed, string nearest)
    {
        Assert.Contains(nearest, Room.WithIncident().Refusal(typed), StringComparison.Ordinal);
    }

    [Fact]
    public void Words_far_from_any_verb_get_the_help()
    {
        Assert.Contains("help", Room.WithIncident().Refusal("xyzzy"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_bare_command_shows_what_is_possible_here_and_now()
    {
        Assert.Contains("start", new Room().Type("").ToSender!.ToPlainText(), StringComparison.Ordinal);
        Assert.Contains("mitigate", Room.WithIncident().Answer(""), StringComparison.Ordinal);
    }

    [Fact]
    public void Help_names_every_verb()
    {
        var help = new Room().Type("help").ToSender!.ToPlainText();

        Assert.All(CommandTable.Standard.Commands, command => Assert.Contains(command.Name, help, StringComparison.Ordinal));
    }

    [Fact]
    public void Where_no_incident_is_the_answer_says_how_to_open_one()
    {
        Assert.Contains("start", new Room().Refusal("note it broke"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_universal_at_puts_an_event_at_its_time()
    {
        var room = Room.WithIncident();
        room.Now = room.Now.AddHours(1);

        room.Type("severity P0 everything is down --at 14:40");

        Assert.Equal(new DateTimeOffset(2024, 1, 15, 14, 40, 0, TimeSpan.Zero), room.Log[^1].OccurredAt.At);
    }
}
