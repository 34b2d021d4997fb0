using Xunit;
using static IncidentBot.Tests.Scenarios.ChatIncident;

namespace IncidentBot.Tests.Scenarios;

/// <summary>What people say, and what of it comes into the timeline.</summary>
public abstract class KeepingScenarios(IChat chat)
{
    [Fact]
    public async Task A_kept_message_stands_in_the_timeline_and_others_do_not()
    {
        var incident = await StartWithNoteAsync("P2 Kept");
        var kept = await incident.SayAsync(Ada, "alert fired -> on-call paged");
        await incident.SayAsync(Ada, "this one is funny");

        await chat.KeepAsync(kept, Grace);

        Assert.EndsWith("alert fired | on-call paged", await incident.RowAsync("alert fired"), StringComparison.Ordinal);
        Assert.DoesNotContain(await incident.TimelineAsync(), row => row.Contains("funny", StringComparison.Ordinal));
        Assert.Equal(["alert fired -> on-call paged", "this one is funny"], await incident.SaidAsync());
    }

    [Fact]
    public async Task A_message_that_begins_with_a_time_stands_at_that_time()
    {
        var incident = await StartAsync(chat, "P2 Leading time");

        await incident.SayAsync(Ada, "2024-05-06 07:08Z alert fired -> on-call paged");

        Assert.EndsWith("07:08 | alert fired | on-call paged", await incident.RowAsync("alert fired"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bare_time_is_read_in_the_zone_of_whoever_types_it()
    {
        var incident = await StartAsync(chat, "P2 Far away");

        await incident.SayAsync(PersonOfNepal, "2024-05-06 12:00 all quiet in Nepal");
        await incident.DoAsAsync(PersonOfNepal, "note 2024-05-06 13:00 still quiet in Nepal");

        Assert.Contains("06:15", await incident.RowAsync("all quiet"), StringComparison.Ordinal);
        Assert.Contains("07:15", await incident.RowAsync("still quiet"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_row_follows_the_message_when_it_is_edited_and_goes_when_it_is_deleted()
    {
        var incident = await StartWithNoteAsync("P2 Moving words");
        var said = await incident.SayAsync(Ada, "disk fulll");
        await chat.KeepAsync(said, Grace);
        await incident.RowAsync("disk fulll");

        await chat.EditAsync(said, "disk full");
        var edited = await incident.TimelineAsync();
        await chat.DeleteAsync(said);

        Assert.Contains(edited, row => row.EndsWith("| disk full", StringComparison.Ordinal));
        Assert.DoesNotContain(await incident.TimelineAsync(), row => row.Contains("disk full", StringComparison.Ordinal));
        Assert.DoesNotContain("disk full", await incident.RawLogAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deleted_message_leaves_the_fact_and_takes_its_words()
    {
        var incident = await StartAsync(chat, "P2 Too much said");
        var said = await incident.SayAsync(Ada, "the password is hunter2");
        await chat.EditAsync(said, "the password is not hunter2");

        await chat.DeleteAsync(said);

        Assert.DoesNotContain("hunter2", await incident.RawLogAsync(), StringComparison.Ordinal);
        Assert.Equal([null], await incident.SaidAsync());
        Assert.Single(await incident.LoggedAsync("deletion"));
    }

    [Fact]
    public async Task Names_and_characters_stand_where_the_platform_wrote_its_tokens()
    {
        var incident = await StartAsync(chat, "P2 R&D <cluster> is down");

        await incident.SayAsync(Ada, "@Grace Hopper look if a < b && c > d: https://example.com/?a=1&b=2");
        await incident.DoAsync("commander @Grace Hopper", "cause A & B <both> failed, says @Grace Hopper", "action P1 Look at x<y&z @Grace Hopper by 2030-01-20");

        Assert.Contains("@Grace Hopper look if a < b && c > d: https://example.com/?a=1&b=2", await incident.SaidAsync());
        Assert.Equal("Look at x<y&z", (string?)Assert.Single(await incident.LoggedAsync("action-item"))["text"]);
        foreach (var text in new[] { await incident.RawLogAsync(), await incident.DraftAsync(), await incident.FinishedAsync() })
            Assert.DoesNotMatch("<@U|<#C|<!subteam|<at>|&nbsp;|&amp;lt;|&amp;amp;", text);
        Assert.DoesNotContain("&amp;", await incident.RawLogAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hears_nothing_where_no_incident_is()
    {
        var incident = await StartAsync(chat, "P2 Elsewhere");

        await chat.SayAsync(chat.NewRoom(), Ada, "what is for lunch?");

        Assert.DoesNotContain("lunch", await incident.RawLogAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await Slack.Rows.CountAsync(chat.Database, "select count(*) from timeline_events where detail::text like '%lunch%'"));
    }

    /// <summary>Without a note or a kept message the timeline would show all that was said.</summary>
    private async Task<ChatIncident> StartWithNoteAsync(string title)
    {
        var incident = await StartAsync(chat, title);
        await incident.DoAsync("note somebody noticed");
        return incident;
    }
}

public sealed class KeepingInSlack(SharedSlack slack) : KeepingScenarios(slack.Chat), IClassFixture<SharedSlack>;

[Collection(InTeams.Name)]
public sealed class KeepingInTeams(SharedTeams teams) : KeepingScenarios(teams.Chat);
