using IncidentBot.Tests.Infrastructure;
using Xunit;

namespace IncidentBot.Tests.Scenarios;

/// <summary>Opens a chat of a scenario's own, for what needs another clock, settings or a restart.</summary>
public delegate Task<IChat> OpenChat(TimeProvider? clock, params (string Name, string Value)[] settings);

/// <summary>One chat that several scenarios share, each in rooms of its own.</summary>
public abstract class SharedChat(OpenChat open) : IAsyncLifetime
{
    public IChat Chat { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Chat = await open(null);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await (Chat?.DisposeAsync() ?? ValueTask.CompletedTask);
    }
}

public sealed class SharedSlack(PostgresFixture postgres) : SharedChat(InSlack.On(postgres));

public sealed class SharedTeams(PostgresFixture postgres) : SharedChat(InTeams.On(postgres));

/// <summary>Each class has a workspace of its own, since Slack lets a bot open twenty channels a minute in one.</summary>
internal static class InSlack
{
    public static OpenChat On(PostgresFixture postgres) => (clock, settings) => SlackChat.CreateAsync(postgres, clock, settings);
}

[CollectionDefinition(Name)]
public sealed class InTeams : ICollectionFixture<SharedTeams>
{
    public const string Name = "Scenarios in Teams";

    public static OpenChat On(PostgresFixture postgres) => (clock, settings) => TeamsChat.CreateAsync(postgres, clock, settings);
}
