using IncidentBot.Incidents;
using IncidentBot.Storage;
using IncidentBot.Tests.Infrastructure;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace IncidentBot.Tests.Storage;

public sealed class RelatedIncidentTests(PostgresFixture postgres)
{
    private static readonly Person Grace = new("test:grace", "Grace Hopper");

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2024, 1, 15, 14, 30, 0, TimeSpan.Zero));

    [Fact]
    public async Task Suggests_with_reasons_and_with_what_is_still_open()
    {
        await using var bot = await RunningBot.StartAsync(await postgres.CreateDatabaseAsync(), _clock);
        await PlayAsync(bot, "start P1 Orders stuck --here --service checkout-api",
            "cause E11000 duplicate key in the importer", "action P0 Make the importer retry owner:\"Data Team\" by 2024-02-01", "action Celebrate", "action done AI-002");
        await PlayAsync(bot, "start P2 Mail late --here --service mail");
        await bot.TypeAsync("start P1 Imports fail --here --service checkout-api");
        await bot.TypeAsync("note 14:40 E11000 again");
        var record = await NewestAsync(bot);

        var suggestion = Assert.Single(await EventuallyAsync(bot, record, RunningBot.Ada));

        Assert.Equal("Orders stuck", suggestion.Incident.Title);
        Assert.Equal(["same error: E11000 duplicate key", "same service: checkout-api"], suggestion.Reasons);
        var item = Assert.Single(suggestion.OpenItems);
        Assert.Equal(("AI-001", "Make the importer retry", "Data Team", new DateOnly(2024, 2, 1)), (item.Id, item.Text, item.Owner, item.DueOn!.Value));
    }

    [Fact]
    public async Task A_private_incident_is_suggested_to_its_people_alone_and_in_chat_by_name_to_nobody_else()
    {
        await using var bot = await RunningBot.StartAsync(await postgres.CreateDatabaseAsync(), _clock);
        await PlayAsync(bot, "start P1 Payroll leaked --private --here --service payroll");
        await bot.TypeAsync("start P1 Payroll slow --here --service payroll");
        var record = await NewestAsync(bot);

        Assert.Single(await EventuallyAsync(bot, record, RunningBot.Ada));
        Assert.Empty(await bot.Get<RelatedIncidentStore>().SuggestAsync(record, Grace, cancellationToken: Cancel));
        Assert.Empty(await bot.Get<RelatedIncidentStore>().SuggestAsync(record, RelatedIncidentStore.Anybody, cancellationToken: Cancel));
    }

    [Fact]
    public async Task What_is_related_already_is_not_suggested_again()
    {
        await using var bot = await RunningBot.StartAsync(await postgres.CreateDatabaseAsync(), _clock);
        await PlayAsync(bot, "start P1 Orders stuck --here --service checkout-api");
        await bot.TypeAsync("start P1 Imports fail --here --service checkout-api");
        await EventuallyAsync(bot, await NewestAsync(bot), RunningBot.Ada);
        var said = (await bot.TypeAsync("related"))!.Text.ToPlainText();

        await bot.TypeAsync("related INC-2024-0115-1430 Same importer");

        Assert.Contains("same service: checkout-api", said, StringComparison.Ordinal);
        Assert.Empty(await bot.Get<RelatedIncidentStore>().SuggestAsync(await NewestAsync(bot), RunningBot.Ada, cancellationToken: Cancel));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Task<System.Collections.Immutable.ImmutableArray<RelatedSuggestion>> EventuallyAsync(RunningBot bot, IncidentRecord record, Person person) => Eventually.GetAsync(async () =>
    {
        var found = await bot.Get<RelatedIncidentStore>().SuggestAsync(record, person, cancellationToken: Cancel);
        Assert.NotEmpty(found);
        return found;
    }, Cancel);

    private static async Task<IncidentRecord> NewestAsync(RunningBot bot)
    {
        var newest = Assert.Single(await bot.Get<IncidentStore>().NewestAsync(1, Cancel));
        return (await bot.Get<IncidentStore>().FindAsync(new IncidentId(newest.Id), Cancel))!;
    }

    /// <summary>From its start to its end, and a minute later.</summary>
    private async Task PlayAsync(RunningBot bot, params string[] commands)
    {
        foreach (var command in commands.Append("resolve").Append("close --anyway it is a test"))
            await bot.TypeAsync(command);
        _clock.Advance(TimeSpan.FromMinutes(1));
    }
}
