using IncidentBot.Tests.Infrastructure;
using Xunit;

namespace IncidentBot.Tests.Teams;

public sealed class SignInTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Who_cannot_be_written_to_in_person_is_told_how_to_get_the_link_and_nobody_gets_it()
    {
        await using var bot = await ConnectedBot.StartAsync(await postgres.CreateDatabaseAsync());
        bot.Teams.RefusesPersonal = "ForbiddenOperationException";

        await bot.TypeAsync("web");

        var channel = bot.Teams.Conversations[ConnectedBot.ChannelId];
        await Eventually.TrueAsync(
            () => channel.Said.Any(said => said.Words.Contains("open a chat with me", StringComparison.Ordinal)), "it is said how to get the link", TestContext.Current.CancellationToken);
        Assert.DoesNotContain(bot.Teams.Conversations.Values.SelectMany(place => place.Said), said => said.Words.Contains("works once", StringComparison.Ordinal));
        Assert.Contains("<at>Ada Lovelace</at>", Assert.Single(channel.Said).Words, StringComparison.Ordinal);
    }
}
