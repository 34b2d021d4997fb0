using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using IncidentBot.Teams;
using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Slack;
using IncidentBot.Tests.Teams.Fake;
using Xunit;

namespace IncidentBot.Tests.Scenarios;

/// <summary>Teams: the bot is mentioned, an incident lives in a thread, cards and dialogs are pressed through the door with signed tokens.</summary>
internal sealed partial class TeamsChat : IChat
{
    private readonly FakeConnector _teams;
    private readonly FakeLogin _login;
    private readonly TeamsDoor _door;

    private TeamsChat(FakeConnector teams, FakeLogin login, TestBot bot, TimeProvider clock, string database)
    {
        (_teams, _login, Bot, Database) = (teams, login, bot, database);
        _door = new TeamsDoor(teams, login, clock, () => bot.Address);
    }

    public string Database { get; }

    public TestBot Bot { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<IChat> CreateAsync(PostgresFixture postgres, TimeProvider? clock, params (string Name, string Value)[] settings)
    {
        var (teams, login, database) = (await FakeConnector.StartAsync(), await FakeLogin.StartAsync(), await postgres.CreateDatabaseAsync());
        var all = new Dictionary<string, string?>
        {
            ["Teams:AppId"] = FakeConnector.AppId,
            ["Teams:AppPassword"] = FakeConnector.Secret,
            ["Teams:TenantId"] = FakeConnector.Tenant,
            ["Teams:TokenUrl"] = teams.TokenUrl,
            ["Teams:OpenIdMetadataUrl"] = login.Metadata.AbsoluteUri,
            ["Teams:AllowedServiceUrls:0"] = teams.ServiceUrl,
        };
        foreach (var (name, value) in settings)
            all[name] = value;
        return new TeamsChat(teams, login, await TestBot.StartAsync(database, all, clock), clock ?? TimeProvider.System, database);
    }

    /// <summary>A thread in a channel of its own: Teams' limits are by channel.</summary>
    public Place NewRoom()
    {
        var channel = $"19:room{FakeConversation.NextId()}@thread.tacv2";
        _teams.Open(channel, "channel");
        var id = $"{channel};messageid={FakeConversation.NextId()}";
        _teams.Open(id, "channel");
        return new Place(id);
    }

    public async Task<Answer> CommandAsync(Place place, string by, string command)
    {
        await SettleAsync();
        var before = All().ToHashSet();
        await DoAsync(place, by, command);
        await SettleAsync();
        var (person, answers) = (Person(by), All().Where(said => !before.Contains(said)).ToList());
        var answer = answers.Find(said => said.Place == place.Id && said.Activity.OnlyFor is null) ?? answers.Find(said => IsAlone(said, person));
        return answer is null ? new Answer("", false) : new Answer(new TeamsShown(answer).Text, !IsAlone(answer, person)) { Shown = new TeamsShown(answer) };
    }

    public Task DoAsync(Place place, string by, string command) => SendAsync(place, by, $"<at>IncidentBot</at>&nbsp;{Typed(command)}\n", isForBot: true, 1);

    public Task<Words> SayAsync(Place place, string by, string text, int deliveries = 1) => SendAsync(place, by, Typed(text), isForBot: false, deliveries);

    public Task EditAsync(Words said, string text, int deliveries = 1) => ChangeAsync(said, "messageUpdate", "editMessage", Typed(text), deliveries);

    public Task DeleteAsync(Words said, int deliveries = 1) => ChangeAsync(said, "messageDelete", "softDeleteMessage", "", deliveries);

    /// <summary>By "Add to timeline" in the message's menu.</summary>
    public async Task KeepAsync(Words said, string by)
    {
        var message = (JsonObject)said.Message;
        var payload = new JsonObject
        {
            ["id"] = (string)message["id"]!,
            ["replyToId"] = said.Place.Id.Split('=')[1],
            ["createdDateTime"] = (string)message["timestamp"]!,
            ["from"] = new JsonObject { ["user"] = new JsonObject { ["userIdentityType"] = "aadUser", ["id"] = Person(said.By).Id, ["displayName"] = said.By } },
            ["body"] = new JsonObject { ["contentType"] = "html", ["content"] = $"<p>{(string)message["text"]!}</p>" },
        };
        var opened = await InvokeAsync("composeExtension/fetchTask", said.Place, by, new JsonObject
        {
            ["commandId"] = "addToTimeline",
            ["commandContext"] = "message",
            ["messagePayload"] = payload,
        });
        await FormIn(opened, said.Place, by, "composeExtension/submitAction")!.SubmitAsync();
    }

    /// <summary>Whoever was asked says it next: Teams has no threads within a thread.</summary>
    public Task ReplyAsync(IShown question, string by, string text) => SayAsync(new Place(((TeamsShown)question).Said.Place), by, text);

    public IShown? CardIn(Place home) => _teams.Conversations.TryGetValue(home.Id, out var thread) && thread.Said is [{ Edits: > 0 } card, ..] ? new TeamsShown(new Posted(home.Id, card)) : null;

    public IReadOnlyList<IShown> SaidIn(Place place) => [.. All().Where(said => said.Place == place.Id && said.Activity.OnlyFor is null).Select(said => new TeamsShown(said))];

    public IReadOnlyList<IShown> ToldAlone(string person) => [.. All().Where(said => IsAlone(said, Person(person))).Select(said => new TeamsShown(said))];

    public void RefusePersonal() => _teams.RefusesPersonal = "ForbiddenOperationException";

    public Task SettleAsync() => Eventually.GetAsync(
        async () => await Rows.CountAsync(Database, "select count(*) from outbox where sent_at is null and gave_up_at is null") is var waiting and > 0
            ? throw new TimeoutException($"{waiting} errands still wait.")
            : true, Cancel);

    public Task RestartAsync() => Bot.RestartAsync();

    public async ValueTask DisposeAsync()
    {
        _door.Dispose();
        await Bot.DisposeAsync();
        await _teams.DisposeAsync();
        await _login.DisposeAsync();
    }

    private static bool IsAlone(Posted said, TeamsPerson person) =>
        said.Activity.OnlyFor == person.UserId || said.Place == $"a:{person.UserId[3..]}";

    private IEnumerable<Posted> All() => _teams.Conversations.Values.SelectMany(place => place.Said.Select(activity => new Posted(place.Id, activity)));

    /// <summary>They are in the team, and therefore in its roster.</summary>
    private TeamsPerson Person(string name)
    {
        var (letters, id) = (name.Replace(' ', '-').ToLowerInvariant(), new Guid(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name)).AsSpan(0, 16)).ToString());
        var person = new TeamsPerson(FakeConnector.Tenant, id, $"29:{letters}", name);
        _teams.Members.TryAdd(person.UserId, new FakeMember(person.UserId, id, name, FakeConnector.Tenant));
        return person;
    }

    private async Task<Words> SendAsync(Place place, string by, string text, bool isForBot, int deliveries)
    {
        var message = _door.Activity("message", place.Id, Person(by));
        message["text"] = text;
        message["entities"] = Mentions(text, isForBot);
        await PostAsync(message, deliveries);
        return new Words(place, by, message);
    }

    private Task ChangeAsync(Words said, string type, string eventType, string text, int deliveries)
    {
        var change = _door.Activity(type, said.Place.Id, Person(said.By), (string)((JsonObject)said.Message)["id"]!);
        change["text"] = text;
        change["channelData"]!["eventType"] = eventType;
        return PostAsync(change, deliveries);
    }

    private async Task PostAsync(JsonObject activity, int deliveries)
    {
        foreach (var (status, _) in await Task.WhenAll(Enumerable.Range(0, deliveries).Select(_ => _door.PostAsync(activity))))
            Assert.Equal(200, status);
    }

    /// <summary>As Teams writes it: entities for what could be markup, a tag where somebody is mentioned.</summary>
    private static string Typed(string text) => Reading.WithMentions(
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal), name => $"<at>{name}</at>");

    private JsonArray Mentions(string text, bool isForBot)
    {
        var mentions = new JsonArray();
        if (isForBot)
            mentions.Add(Mention("IncidentBot", FakeConnector.BotId));
        foreach (var name in At().Matches(text).Select(match => match.Groups[1].Value).Where(name => name != "IncidentBot").Distinct())
            mentions.Add(Mention(name, Person(name).UserId));
        return mentions;
    }

    private static JsonObject Mention(string name, string id) =>
        new() { ["type"] = "mention", ["text"] = $"<at>{name}</at>", ["mentioned"] = new JsonObject { ["id"] = id, ["name"] = name } };

    [GeneratedRegex("<at>([^<]+)</at>")]
    private static partial Regex At();

    private sealed record Posted(string Place, FakeActivity Activity)
    {
        public bool Equals(Posted? other) => other is not null && ReferenceEquals(Activity, other.Activity);

        public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(Activity);
    }
}
