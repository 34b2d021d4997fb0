using IncidentBot.Incidents.Nudges;
using Xunit;

namespace IncidentBot.Incidents.Tests.Nudges;

public sealed class OverdueNoticeTests
{
    private static readonly DateTimeOffset Start = new(2024, 1, 15, 14, 30, 0, TimeSpan.Zero);
    private static readonly Person Ada = new("test:ada", "Ada");

    [Fact]
    public void Tells_the_owner_what_is_overdue_for_how_long_and_what_to_type()
    {
        var record = Record(Owner.Of(Ada));

        var said = OverdueNotice.ToOwner(record.Incident, record.ActionItems[0], new DateOnly(2024, 1, 19)).ToPlainText();

        Assert.Equal(
            "AI-001 of INC-2024-0115-1430 (Payments *down*) is 3 days overdue: Add `an` index\n"
            + "It was due 2024-01-16. When it is done, type action done AI-001 in #inc-payments.",
            said);
    }

    [Fact]
    public void Counts_one_day_as_one() =>
        Assert.Contains("is 1 day overdue", OverdueNotice.ToOwner(Record(null).Incident, Record(null).ActionItems[0], new DateOnly(2024, 1, 17)).ToPlainText(), StringComparison.Ordinal);

    [Fact]
    public void Names_the_team_and_calls_the_commander_in_the_home()
    {
        var record = Record(Owner.Team("DB Team"));

        var said = OverdueNotice.ToHome(record.Incident, record.ActionItems[0], new DateOnly(2024, 1, 17));

        Assert.Contains("DB Team has it. @Ada, please see to it. When it is done, type action done AI-001 here.", said.ToPlainText(), StringComparison.Ordinal);
        Assert.Contains(new Mentioned("test:ada", "Ada"), said.Parts);
    }

    [Fact]
    public void Says_how_work_that_nobody_has_gets_an_owner() =>
        Assert.Contains(
            "nobody has it: action assign AI-001 @person",
            OverdueNotice.ToHome(Record(null).Incident, Record(null).ActionItems[0], new DateOnly(2024, 1, 17)).ToPlainText(),
            StringComparison.Ordinal);

    [Fact]
    public void What_people_typed_stays_theirs()
    {
        var record = Record(null);

        var said = OverdueNotice.ToOwner(record.Incident, record.ActionItems[0], new DateOnly(2024, 1, 17));

        Assert.Contains(new Quoted("Add `an` index"), said.Parts);
        Assert.Contains(new Quoted("Payments *down*"), said.Parts);
    }

    private static IncidentRecord Record(Owner? owner)
    {
        TimelineDetail[] happened =
        [
            new IncidentDeclared("Payments *down*", Severity.P1),
            new HomeOpened(new Conversation("test", "T", "C1"), "inc-payments"),
            new RoleAssigned("commander", Owner.Of(Ada)),
            new ActionItemAdded("AI-001", "Add `an` index", owner, Priority.P0, new DateOnly(2024, 1, 16)),
        ];
        return IncidentRecord.From(
            new IncidentId("INC-2024-0115-1430"),
            happened.Select((detail, place) => new TimelineEvent(place + 1, new Moment(Start), Start, Ada, null, detail)));
    }
}
