using IncidentBot.Tests.Infrastructure;
using Xunit;

namespace IncidentBot.Tests.Slack;

public sealed class SecretRotationTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Believes_the_new_secret_and_for_a_while_the_one_before()
    {
        await using var world = await SlackWorld.CreateAsync(postgres, null, ("Slack:SigningSecret", "the-new-secret"), ("Slack:SigningSecretPrevious", "the-old-secret"));
        var statuses = new List<int>();

        foreach (var secret in new[] { "the-new-secret", "the-old-secret", "an-older-secret", "" })
        {
            world.Slack.Inbox.Secret = secret;
            using var response = await world.Slack.Inbox.PostAsync("/slack/events", """{"type":"url_verification","challenge":"c"}"""u8.ToArray(), "application/json");
            statuses.Add((int)response.StatusCode);
        }

        Assert.Equal([200, 200, 401, 401], statuses);
    }
}
