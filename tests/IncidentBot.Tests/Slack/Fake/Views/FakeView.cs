using System.Text.Json.Nodes;

namespace IncidentBot.Tests.Slack.Fake;

/// <summary>A modal or a Home tab as its owner sees it now; it stays the same object through its updates.</summary>
public sealed class FakeView
{
    private readonly FakeWorkspace _workspace;
    private readonly Dictionary<(string Block, string Action), JsonObject> _values = [];
    private JsonObject _content = [];

    internal FakeView(FakeWorkspace workspace, FakeUser owner, JsonObject content, FakeView? previous = null)
    {
        (_workspace, Owner, Previous) = (workspace, owner, previous);
        Id = workspace.NewId("V");
        Hash = "";
        Replace(content);
    }

    public string Id { get; }

    public FakeUser Owner { get; }

    /// <summary>Another one after each update.</summary>
    public string Hash { get; private set; }

    public bool IsOpen { get; internal set; } = true;

    /// <summary>What stands below the fields, by block, since the form was last sent.</summary>
    public IReadOnlyDictionary<string, string> Errors { get; internal set; } = new Dictionary<string, string>();

    /// <summary>“We had some trouble connecting. Try again?”</summary>
    public bool ConnectionFailed { get; internal set; }

    public string Type => Word("type");
    public string CallbackId => Word("callback_id");
    public string PrivateMetadata => Word("private_metadata");
    public string ExternalId => Word("external_id");
    public string Title => PlacedElement.Word(_content["title"], "text") ?? "";
    public string SubmitText => PlacedElement.Word(_content["submit"], "text") ?? "";
    public bool NotifiesOnClose => _content["notify_on_close"]?.GetValue<bool>() == true;
    public bool ClearsOnClose => _content["clear_on_close"]?.GetValue<bool>() == true;

    /// <summary>A copy.</summary>
    public JsonArray Blocks => Read(() => _content["blocks"]!.DeepClone().AsArray());

    public IReadOnlyList<FakeButton> Buttons => Read(() => FakeButton.In(Current, new SlackReader(_workspace)));

    public IReadOnlyList<FakeInput> Inputs => Read(() => (IReadOnlyList<FakeInput>)
        [.. PlacedElement.In(Current).Where(element => ElementValue.NameOf(element.Type) is not null).Select(element => FakeInput.Of(element, ValueOf(element), _workspace))]);

    /// <summary>All there is to read: title, blocks, what stands in the fields, and what is wrong with them.</summary>
    public string Text => Read(() => string.Join('\n', [Title, new SlackReader(_workspace).Read(Current), .. Inputs.Select(input => input.Value), .. Errors.Values]));

    /// <summary>The field that a person calls by its label, or the program by its ids.</summary>
    public FakeInput this[string name] => Inputs.FirstOrDefault(input => input.Label == name || input.BlockId == name || input.ActionId == name)
        ?? throw new InvalidOperationException($"There is no field “{name}” in “{Title}”, only: {string.Join(", ", Inputs.Select(input => input.Label))}");

    internal FakeView? Previous { get; }

    internal FakeView Root => Previous?.Root ?? this;

    internal JsonArray Current => _content["blocks"]!.AsArray();

    /// <summary>What was typed stays where block and element keep their ids.</summary>
    internal void Replace(JsonObject content)
    {
        _content = content.DeepClone().AsObject();
        _content["blocks"] = BlockIds.Give(content["blocks"]!.AsArray(), _workspace);
        Hash = $"{_workspace.NewTs()[..10]}.{_workspace.NewId("h")}";
        Errors = new Dictionary<string, string>();
        var stay = PlacedElement.In(Current).Select(element => (element.BlockId, element.ActionId, element.Type)).ToHashSet();
        foreach (var (key, value) in _values.ToList())
        {
            if (!stay.Contains((key.Block, key.Action, PlacedElement.Word(value, "type")!)))
                _values.Remove(key);
        }
    }

    internal JsonObject ValueOf(PlacedElement element) =>
        _values.GetValueOrDefault((element.BlockId, element.ActionId)) ?? ElementValue.InitialOf(element.Json) ?? throw new InvalidOperationException($"A {element.Type} holds nothing.");

    internal void SetValue(PlacedElement element, JsonObject value) => _values[(element.BlockId, element.ActionId)] = value;

    internal JsonObject State()
    {
        var blocks = new JsonObject();
        foreach (var element in PlacedElement.In(Current).Where(element => ElementValue.NameOf(element.Type) is not null))
        {
            blocks[element.BlockId] ??= new JsonObject();
            blocks[element.BlockId]![element.ActionId] = ValueOf(element).DeepClone();
        }

        return new JsonObject { ["values"] = blocks };
    }

    internal JsonObject ToJson()
    {
        var json = new JsonObject
        {
            ["id"] = Id,
            ["team_id"] = _workspace.TeamId,
            ["private_metadata"] = "",
            ["callback_id"] = "",
            ["external_id"] = "",
            ["state"] = State(),
            ["hash"] = Hash,
            ["clear_on_close"] = false,
            ["notify_on_close"] = false,
            ["previous_view_id"] = Previous?.Id,
            ["root_view_id"] = Root.Id,
            ["app_id"] = _workspace.AppId,
            ["app_installed_team_id"] = _workspace.TeamId,
            ["bot_id"] = _workspace.BotId,
        };
        foreach (var (name, value) in _content)
            json[name] = value?.DeepClone();
        return json;
    }

    private string Word(string name) => PlacedElement.Word(_content, name) ?? "";

    private T Read<T>(Func<T> read)
    {
        lock (_workspace.Gate)
            return read();
    }
}
