using System.Text.Json;
using IncidentBot.Incidents;
using IncidentBot.Jobs;
using IncidentBot.Sandbox;
using IncidentBot.Storage;
using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Sandbox;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace IncidentBot.Tests.Questions;

public sealed class SandboxQuestionTests(PostgresFixture postgres)
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_sandbox_is_asked_and_answers_in_a_thread()
    {
        var clock = new ShiftedClock(Monday);
        await using var host = await SandboxHost.StartAsync(await postgres.CreateDatabaseAsync(), builder => builder.Services.AddSingleton<TimeProvider>(clock));
        foreach (var command in new[] { "start P1 Checkout is slow --here", "impact degradation partial", "detect users", "claim commander", "claim author", "resolve" })
            await host.SayAsync("general", "ada", "/incident " + command);
        var (_, incident) = await host.IncidentRoomAsync();
        clock.MoveTo(Monday.AddMinutes(15));

        await host.Get<AskQuestionsJob>().RunAsync(Cancel);
        var question = await SaidAsync(host, "How many users were affected");
        await OutboxIsEmptyAsync(host);
        await IsAwaitedAsync(host, SandboxHost.Text(question, "id"));
        await host.SayAsync("general", "grace", "About 1,200", thread: SandboxHost.Text(question, "id"));
        await Eventually.TrueAsync(() => host.PostmortemAsync(incident).GetAwaiter().GetResult().Contains("About 1,200", StringComparison.Ordinal), "the answer is in the document", Cancel);

        var confirmation = await SaidAsync(host, "Noted, ");
        Assert.Equal(SandboxHost.Text(question, "id"), SandboxHost.Text(confirmation, "thread"));
        await SaidAsync(host, "What was done to restore service?");
    }

    private static Task<JsonElement> SaidAsync(SandboxHost host, string words) => Eventually.GetAsync(
        async () => (await host.MessagesAsync("general")).First(message => message.GetRawText().Contains(words, StringComparison.Ordinal)), Cancel);

    /// <summary>That the question stands there is news, which comes a moment later.</summary>
    private static Task IsAwaitedAsync(SandboxHost host, string? question)
    {
        var reply = new EventSource(SandboxRoom.ConversationOf("general"), "reply", question);
        return Eventually.TrueAsync(() => host.Get<OpenQuestions>().AnsweredBy(reply, Person.Bot, Monday) is not null, "an answer is awaited", Cancel);
    }

    private static Task OutboxIsEmptyAsync(SandboxHost host) => Eventually.GetAsync(async () =>
    {
        await using var command = host.Get<NpgsqlDataSource>().CreateCommand("""
            select (select count(*) from outbox where sent_at is null and gave_up_at is null)
                 + (select count(*) from open_questions where message_id is null)
            """);
        return (long)(await command.ExecuteScalarAsync(Cancel))! == 0 ? true : throw new TimeoutException("Errands still wait.");
    }, Cancel);
}
