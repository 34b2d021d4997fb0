using IncidentBot.Tests.Infrastructure;

namespace IncidentBot.Tests.Scenarios;

/// <summary>
/// A chat with people and the bot in it, whichever platform it is of. People are called by their names, and
/// <c>@Grace Hopper</c> in what is typed mentions her.
/// </summary>
public interface IChat : IAsyncDisposable
{
    /// <summary>The database, to look where no page shows what a test must know.</summary>
    string Database { get; }

    TestBot Bot { get; }

    /// <summary>Where people talk of other things.</summary>
    Place NewRoom();

    /// <summary>Types a command, and waits for what comes back to it.</summary>
    Task<Answer> CommandAsync(Place place, string by, string command);

    /// <summary>Types a command that is known to be done; what is said about it nobody waits for.</summary>
    Task DoAsync(Place place, string by, string command);

    /// <param name="deliveries">How often the bot is told of it.</param>
    Task<Words> SayAsync(Place place, string by, string text, int deliveries = 1);

    Task EditAsync(Words said, string text, int deliveries = 1);

    Task DeleteAsync(Words said, int deliveries = 1);

    /// <summary>Brings a message into the timeline, as one does it there.</summary>
    Task KeepAsync(Words said, string by);

    /// <summary>Answers what the bot asked, as one does it there.</summary>
    Task ReplyAsync(IShown question, string by, string text);

    /// <returns>What only the sender is told; a form, where one opens.</returns>
    Task<Answer> PressAsync(IShown shown, string by, string button);

    /// <summary>Presses the button that stands beside these words.</summary>
    Task<Answer> PressBesideAsync(IShown shown, string by, string words);

    Task<Answer> ChooseAsync(IShown shown, string by, string menu, string option);

    /// <summary>What the card says and offers now, also when it has changed meanwhile: a window left open.</summary>
    IShown Remember(IShown shown);

    /// <summary>The incident's card in its home; nothing before it is there.</summary>
    IShown? CardIn(Place home);

    /// <summary>What the bot said there for all to see.</summary>
    IReadOnlyList<IShown> SaidIn(Place place);

    /// <summary>What the bot said to somebody alone, anywhere.</summary>
    IReadOnlyList<IShown> ToldAlone(string person);

    /// <summary>Nobody can be written to in person any more.</summary>
    void RefusePersonal();

    /// <summary>Waits until the bot has said and done all that it has to.</summary>
    Task SettleAsync();

    Task RestartAsync();
}

/// <param name="Id">The platform's.</param>
public sealed record Place(string Id);

/// <summary>What somebody said, to edit, delete or keep.</summary>
/// <param name="Message">The platform's own.</param>
public sealed record Words(Place Place, string By, object Message);

/// <summary>A post of the bot's, as it is now.</summary>
public interface IShown
{
    /// <summary>As people read it: without markup.</summary>
    string Text { get; }

    /// <summary>Also those within menus.</summary>
    IReadOnlyList<string> Buttons { get; }
}

/// <summary>What came back to whoever typed or pressed.</summary>
public sealed record Answer(string Text, bool IsForAll)
{
    /// <summary>To press its buttons.</summary>
    public IShown? Shown { get; init; }

    public IForm? Form { get; init; }
}

/// <summary>A form that is open before somebody.</summary>
public interface IForm
{
    bool IsOpen { get; }

    /// <summary>What it says above its fields.</summary>
    string Text { get; }

    /// <summary>What is said of what is wrong; nothing where all is well.</summary>
    string Problem { get; }

    /// <summary>What stands in a field.</summary>
    string this[string label] { get; }

    /// <summary>Fills in and sends; what was typed before stays in its field.</summary>
    Task SubmitAsync(params (string Label, string Value)[] fields);
}
