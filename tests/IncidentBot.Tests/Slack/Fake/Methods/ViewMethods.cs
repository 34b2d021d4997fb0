using System.Text.Json.Nodes;

namespace IncidentBot.Tests.Slack.Fake.Methods;

/// <summary>Modals and the Home tab.</summary>
internal sealed class ViewMethods(FakeSlack slack)
{
    private readonly FakeWorkspace _workspace = slack.Workspace;
    private readonly FakeViews _views = slack.Views;

    public IEnumerable<ApiMethod> All =>
    [
        new("views.open", 4, Open),
        new("views.push", 4, Push),
        new("views.update", 4, Update),
        new("views.publish", 4, Publish),
    ];

    private JsonObject Open(ApiCall call)
    {
        var content = ViewRules.Check(call.Json("view"), "modal");
        var trigger = slack.Triggers.Spend(call.Text("trigger_id") ?? call.Required("interactivity_pointer"));
        var view = _views.Open(trigger.User, content);
        trigger.Opened.TrySetResult();
        return Shown(view);
    }

    /// <summary>Only from within a modal.</summary>
    private JsonObject Push(ApiCall call)
    {
        var content = ViewRules.Check(call.Json("view"), "modal");
        var trigger = slack.Triggers.Spend(call.Text("trigger_id") ?? call.Required("interactivity_pointer"));
        if (trigger.From is not { IsOpen: true, Type: "modal" })
            throw new SlackError("invalid_trigger_id");

        var view = _views.Push(trigger.User, content);
        trigger.Opened.TrySetResult();
        return Shown(view);
    }

    private JsonObject Update(ApiCall call)
    {
        if (call.Text("view_id") is null && call.Text("external_id") is null)
            throw new SlackError("invalid_arguments", "[ERROR] missing required field: view_id or external_id");

        var view = _views.Find(call.Text("view_id")) ?? _views.FindExternal(call.Text("external_id"));
        var content = ViewRules.Check(call.Json("view"), view?.Type ?? "modal", "modal");
        if (view is null || view.Type != PlacedElement.Word(content, "type"))
            throw new SlackError("not_found");

        CheckHash(call, view);
        _views.Update(view, content);
        return Shown(view);
    }

    private JsonObject Publish(ApiCall call)
    {
        var content = ViewRules.Check(call.Json("view"), "home");
        var owner = _workspace.FindUser(call.Required("user_id")) is { IsBot: false } user ? user : throw new SlackError("invalid_arguments", "[ERROR] invalid user [json-pointer:/user_id]");
        if (_views.HomeOf(owner) is { } home)
            CheckHash(call, home);

        var view = _views.Publish(owner, content);
        return Shown(view);
    }

    private static void CheckHash(ApiCall call, FakeView view)
    {
        if (call.Text("hash") is { } hash && hash != view.Hash)
            throw new SlackError("hash_conflict");
    }

    private static JsonObject Shown(FakeView view) => new() { ["view"] = view.ToJson() };
}
