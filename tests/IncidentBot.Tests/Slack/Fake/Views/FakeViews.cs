using System.Text.Json.Nodes;

namespace IncidentBot.Tests.Slack.Fake;

/// <summary>What each person has open: modals one upon the other, and the Home tab. Guarded by the workspace's gate.</summary>
internal sealed class FakeViews(FakeWorkspace workspace)
{
    private const int Highest = 3;

    private readonly Dictionary<string, List<FakeView>> _stacks = [];
    private readonly Dictionary<string, FakeView> _homes = [];
    private readonly Dictionary<string, TaskCompletionSource<FakeView>> _awaited = [];

    public FakeView? TopOf(FakeUser owner) => StackOf(owner).LastOrDefault();

    public FakeView? HomeOf(FakeUser owner) => _homes.GetValueOrDefault(owner.Id);

    /// <summary>Done when a Home tab is next published for them.</summary>
    public Task<FakeView> NextHomeOf(FakeUser owner)
    {
        if (!_awaited.TryGetValue(owner.Id, out var next))
            _awaited[owner.Id] = next = new(TaskCreationOptions.RunContinuationsAsynchronously);
        return next.Task;
    }

    public FakeView? Find(string? id) => _stacks.Values.SelectMany(stack => stack).Concat(_homes.Values).FirstOrDefault(view => view.Id == id);

    public FakeView? FindExternal(string? id) => id is null ? null : _stacks.Values.SelectMany(stack => stack).Concat(_homes.Values).FirstOrDefault(view => view.ExternalId == id);

    /// <summary>A new stack; what was open before goes.</summary>
    public FakeView Open(FakeUser owner, JsonObject content)
    {
        CheckExternalId(content, null);
        CloseAll(owner);
        return Add(owner, content, null);
    }

    public FakeView Push(FakeUser owner, JsonObject content)
    {
        CheckExternalId(content, null);
        var stack = StackOf(owner);
        return stack.Count >= Highest ? throw new SlackError("push_limit_reached") : Add(owner, content, stack[^1]);
    }

    public void Update(FakeView view, JsonObject content)
    {
        CheckExternalId(content, view);
        view.Replace(content);
    }

    public FakeView Publish(FakeUser owner, JsonObject content)
    {
        if (HomeOf(owner) is { } home)
            Update(home, content);
        else
            _homes[owner.Id] = home = new FakeView(workspace, owner, content);
        if (_awaited.Remove(owner.Id, out var next))
            next.TrySetResult(home);
        return home;
    }

    /// <summary>The one below shows again.</summary>
    public void Close(FakeView view)
    {
        var stack = StackOf(view.Owner);
        view.IsOpen = false;
        stack.Remove(view);
    }

    public void CloseAll(FakeUser owner)
    {
        foreach (var view in StackOf(owner).ToList())
            Close(view);
    }

    private List<FakeView> StackOf(FakeUser owner)
    {
        if (!_stacks.TryGetValue(owner.Id, out var stack))
            _stacks[owner.Id] = stack = [];
        return stack;
    }

    private FakeView Add(FakeUser owner, JsonObject content, FakeView? previous)
    {
        var view = new FakeView(workspace, owner, content, previous);
        StackOf(owner).Add(view);
        return view;
    }

    private void CheckExternalId(JsonObject content, FakeView? self)
    {
        if (PlacedElement.Word(content, "external_id") is { Length: > 0 } id && FindExternal(id) is { } other && other != self)
            throw new SlackError("duplicate_external_id");
    }
}
