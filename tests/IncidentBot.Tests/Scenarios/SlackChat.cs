using System.Text.Json.Nodes;
using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Slack;
using IncidentBot.Tests.Slack.Fake;

namespace IncidentBot.Tests.Scenarios;

/// <summary>Slack: <c>/incident …</c>, threads, modals, messages that one person sees.</summary>
internal sealed class SlackChat(SlackWorld world) : IChat
{
    public string Database => world.Database;

    public TestBot Bot => world.Bot;

    public static async Task<IChat> CreateAsync(PostgresFixture postgres, TimeProvider? clock, params (string Name, string Value)[] settings) =>
        new SlackChat(await SlackWorld.CreateAsync(postgres, _ => settings, clock));

    public Place NewRoom() => new(world.NewRoom(withBot: true).Id);

    public async Task<Answer> CommandAsync(Place place, string by, string command)
    {
        Meet(command);
        var person = Person(by);
        var answer = await person.CommandsAsync(ChannelOf(place), "/incident", command);
        var shown = answer.Message is { } message ? new SlackShown(message) : null;
        return new Answer(shown?.Text ?? Reading.Of(answer.Text), answer.IsForAll) { Shown = shown, Form = answer.Text.Length == 0 ? FormOf(person) : null };
    }

    public async Task DoAsync(Place place, string by, string command)
    {
        Meet(command);
        var answer = await Person(by).CommandsAsync(ChannelOf(place), "/incident", command);
        if (answer is not { Status: 200, IsForAll: true })
            throw new InvalidOperationException($"“{command}” was not done: {answer.Status} {answer.Text}");
    }

    public Task<Words> SayAsync(Place place, string by, string text, int deliveries = 1) => OftenAsync(deliveries, async () =>
    {
        Meet(text);
        var said = await Person(by).SaysAsync(ChannelOf(place), text);
        return said.Delivery.IsAcknowledged ? new Words(place, by, said) : throw new InvalidOperationException($"“{text}” was not taken.");
    });

    public Task EditAsync(Words said, string text, int deliveries = 1) => OftenAsync(deliveries, () => Person(said.By).EditsAsync((Said)said.Message, text));

    public Task DeleteAsync(Words said, int deliveries = 1) => OftenAsync(deliveries, () => Person(said.By).DeletesAsync((Said)said.Message));

    public Task KeepAsync(Words said, string by) => Person(by).ReactsAsync((Said)said.Message, "pushpin");

    public Task ReplyAsync(IShown question, string by, string text)
    {
        var message = ((SlackShown)question).Message;
        return Person(by).RepliesAsync(new Said(message.Channel, message, Delivery.None), text);
    }

    public Task<Answer> PressAsync(IShown shown, string by, string button) =>
        ActAsync(by, person => person.PressesAsync(((SlackShown)shown).Message, button, ((SlackShown)shown).AsOf));

    public Task<Answer> PressBesideAsync(IShown shown, string by, string words)
    {
        var message = ((SlackShown)shown).Message;
        return ActAsync(by, person => person.PressesAsync(message, message.Buttons.First(button => button.Beside.Contains(words, StringComparison.Ordinal))));
    }

    public Task<Answer> ChooseAsync(IShown shown, string by, string menu, string option) =>
        ActAsync(by, person => person.ChoosesAsync(((SlackShown)shown).Message, menu, option));

    public IShown Remember(IShown shown) => ((SlackShown)shown) with { AsOf = ((SlackShown)shown).Message.Blocks!.DeepClone().AsArray() };

    public IShown? CardIn(Place home) => ChannelOf(home).Pinned is { } card ? new SlackShown(card) : null;

    public IReadOnlyList<IShown> SaidIn(Place place) => [.. ChannelOf(place).BotPosts.Select(post => new SlackShown(post))];

    public IReadOnlyList<IShown> ToldAlone(string person)
    {
        var somebody = Person(person);
        return
        [
            .. world.Slack.Channels.SelectMany(channel => channel.EphemeralsOf(somebody)).Concat(world.Slack.Workspace.DirectWith(somebody.User).BotPosts)
                .Select(message => new SlackShown(message)),
        ];
    }

    public void RefusePersonal() => world.Slack.Faults.Always("conversations.open", Fault.Error("cannot_dm_bot"));

    public Task SettleAsync() => world.OutboxIsEmptyAsync();

    public Task RestartAsync() => world.RestartBotAsync();

    public ValueTask DisposeAsync() => world.DisposeAsync();

    private FakePerson Person(string name) => world.Slack.Person(name, name == ChatIncident.PersonOfNepal ? "Asia/Kathmandu" : "UTC");

    /// <summary>Only who is in the workspace can be mentioned.</summary>
    private void Meet(string text)
    {
        foreach (var name in Reading.NamesIn(text))
            Person(name);
    }

    private FakeChannel ChannelOf(Place place) => world.Slack.FindChannel(place.Id)!;

    private SlackForm? FormOf(FakePerson person) => person.View is { } view ? new SlackForm(world.Slack, person, view) : null;

    private async Task<Answer> ActAsync(string by, Func<FakePerson, Task> deed)
    {
        // What they are told for another reason comes first: then what is new is the answer.
        await SettleAsync();
        var (person, before) = (Person(by), ToldAlone(by).Select(shown => ((SlackShown)shown).Message).ToHashSet());
        await deed(person);
        if (FormOf(person) is { } form)
            return new Answer("", false) { Form = form };

        var told = ToldAlone(by).FirstOrDefault(shown => !before.Contains(((SlackShown)shown).Message));
        return new Answer(told?.Text ?? "", false) { Shown = told };
    }

    private Task OftenAsync(int deliveries, Func<Task> deed) => OftenAsync(deliveries, async () =>
    {
        await deed();
        return true;
    });

    private async Task<T> OftenAsync<T>(int deliveries, Func<Task<T>> deed)
    {
        world.Slack.Inbox.Copies = deliveries;
        try
        {
            return await deed();
        }
        finally
        {
            world.Slack.Inbox.Copies = 1;
        }
    }

    /// <param name="AsOf">What stood there when the person last looked.</param>
    private sealed record SlackShown(FakeMessage Message, JsonArray? AsOf = null) : IShown
    {
        public string Text => Reading.Of(Message.VisibleText);

        public IReadOnlyList<string> Buttons => [.. Message.Buttons.Select(button => button.Text)];
    }

    private sealed class SlackForm(FakeSlack slack, FakePerson person, FakeView view) : IForm
    {
        public bool IsOpen => view.IsOpen;

        public string Text => Reading.Of(view.Text);

        public string Problem => string.Join('\n', view.Errors.Values);

        public string this[string label] => view[label].Value;

        public Task SubmitAsync(params (string Label, string Value)[] fields)
        {
            foreach (var (_, name) in fields.Where(field => view[field.Label].Type == "users_select"))
                slack.Person(name);
            return person.SubmitsAsync(view, fields);
        }
    }
}
