using System.Text.Json.Nodes;
using IncidentBot.Tests.Infrastructure;
using Xunit;

namespace IncidentBot.Tests.Slack.Fake;

/// <summary>Filling in forms, and the Home tab.</summary>
public sealed partial class FakePerson
{
    /// <summary>The form on top; null where none is open.</summary>
    public FakeView? View
    {
        get
        {
            lock (_workspace.Gate)
                return slack.Views.TopOf(user);
        }
    }

    /// <summary>The Home tab as it was last published.</summary>
    public FakeView? Home
    {
        get
        {
            lock (_workspace.Gate)
                return slack.Views.HomeOf(user);
        }
    }

    /// <summary>Waits until a form with these words is on top.</summary>
    public async Task<FakeView> SeesViewAsync(string words)
    {
        await Eventually.TrueAsync(() => View?.Text.Contains(words, StringComparison.Ordinal) == true, $"{user.Name} sees a form that says “{words}”; there is: {View?.Text}", TestContext.Current.CancellationToken);
        return View!;
    }

    /// <summary>Opens the app's Home tab and waits for what the bot publishes.</summary>
    public async Task<FakeView> OpensHomeAsync()
    {
        Task<FakeView> published;
        lock (_workspace.Gate)
            published = slack.Views.NextHomeOf(user);
        await slack.Inbox.DeliverAsync(HomeOpened("home"));
        return await published.WaitAsync(TimeSpan.FromSeconds(20));
    }

    /// <summary>Opens the other tab, of messages: nothing is to be published for it.</summary>
    public Task<Delivery> OpensMessagesTabAsync() => slack.Inbox.DeliverAsync(HomeOpened("messages"));

    /// <summary>Types into fields without sending; tells the bot where a field asks for it.</summary>
    public async Task TypesAsync(FakeView view, params (string Field, string Value)[] values)
    {
        foreach (var (field, value) in values)
        {
            var element = Put(view, field, value);
            if (element.IsDispatched)
                await ActAsync(view, element, view.ValueOf(element));
        }
    }

    /// <summary>Fills in and sends. What came back is done with the form: it closes, shows what is wrong, or becomes another.</summary>
    /// <param name="values">By label, block id or action id; an empty value clears the field.</param>
    public async Task<InteractionAnswer> SubmitsAsync(FakeView view, params (string Field, string Value)[] values)
    {
        foreach (var (field, value) in values)
            Put(view, field, value);
        return await SendFormAsync(view, _ => { });
    }

    /// <summary>As a dishonest client could: the payload is changed on its way.</summary>
    public Task<InteractionAnswer> SubmitsTamperedAsync(FakeView view, Action<JsonObject> change) => SendFormAsync(view, change);

    /// <param name="state">The <c>values</c> of the state: block, action, value.</param>
    public Task<InteractionAnswer> SubmitsTamperedAsync(FakeView view, string? privateMetadata = null, JsonObject? state = null) => SendFormAsync(view, payload =>
    {
        if (privateMetadata is not null)
            payload["view"]!["private_metadata"] = privateMetadata;
        if (state is not null)
            payload["view"]!["state"] = new JsonObject { ["values"] = state.DeepClone() };
    });

    public Task<InteractionAnswer?> ClosesAsync(FakeView view) => CloseAsync(view, isCleared: view.ClearsOnClose);

    /// <summary>Closes the whole stack at once.</summary>
    public Task<InteractionAnswer?> ClosesAllAsync() => CloseAsync(View ?? throw new InvalidOperationException("No form is open."), isCleared: true);

    /// <summary>Types into a menu that asks the bot what to offer.</summary>
    /// <returns>The words offered.</returns>
    public async Task<IReadOnlyList<string>> LooksForAsync(FakeView view, string menu, string typed)
    {
        MustHaveOpen(view);
        JsonObject payload;
        lock (_workspace.Gate)
        {
            var element = PlacedElement.The(view.Current, menu);
            payload = slack.Payloads.Of("block_suggestion", user);
            payload["container"] = new JsonObject { ["type"] = "view", ["view_id"] = view.Id };
            payload["view"] = view.ToJson();
            payload["block_id"] = element.BlockId;
            payload["action_id"] = element.ActionId;
            payload["value"] = typed;
        }

        return SuggestedOptions.Read(await SendAsync(payload));
    }

    private async Task<InteractionAnswer> SendFormAsync(FakeView view, Action<JsonObject> change)
    {
        MustHaveOpen(view);
        JsonObject payload;
        lock (_workspace.Gate)
        {
            if (view.Type != "modal" || view.SubmitText.Length == 0)
                throw new InvalidOperationException($"“{view.Title}” cannot be sent.");

            payload = slack.Payloads.Submission(view, user);
        }

        change(payload);
        CheckComplete(view, payload["view"]!["state"]!["values"]!.AsObject());
        view.ConnectionFailed = false;
        view.Errors = new Dictionary<string, string>();
        var answer = await SendAsync(payload);
        lock (_workspace.Gate)
            new SubmissionAnswer(slack.Views, view).Apply(answer);
        return answer;
    }

    /// <summary>Slack's client sends no form whose required fields are empty. A dishonest client leaves the field away.</summary>
    private static void CheckComplete(FakeView view, JsonObject values)
    {
        foreach (var input in view.Inputs.Where(input => input.IsRequired))
        {
            if (values[input.BlockId]?[input.ActionId] is JsonObject value && ElementValue.IsEmpty(value))
                throw new InvalidOperationException($"“{input.Label}” is required and empty; the form cannot be sent.");
        }
    }

    private async Task<InteractionAnswer?> CloseAsync(FakeView view, bool isCleared)
    {
        MustHaveOpen(view);
        JsonObject? payload = null;
        lock (_workspace.Gate)
        {
            if (view.NotifiesOnClose)
            {
                payload = slack.Payloads.Of("view_closed", user);
                payload["view"] = view.ToJson();
                payload["is_cleared"] = isCleared;
            }

            if (isCleared)
                slack.Views.CloseAll(user);
            else
                slack.Views.Close(view);
        }

        return payload is null ? null : await SendAsync(payload);
    }

    private PlacedElement Put(FakeView view, string field, string value)
    {
        MustHaveOpen(view);
        lock (_workspace.Gate)
        {
            var element = PlacedElement.The(view.Current, field, IsMenu);
            view.SetValue(element, new Filling(_workspace).Fill(element, value));
            return element;
        }
    }

    private void MustHaveOpen(FakeView view)
    {
        if (!view.IsOpen || view.Owner != user)
            throw new InvalidOperationException($"{user.Name} does not have “{view.Title}” open.");
    }

    private JsonObject HomeOpened(string tab)
    {
        lock (_workspace.Gate)
        {
            var opened = new JsonObject { ["type"] = "app_home_opened", ["user"] = user.Id, ["channel"] = _workspace.DirectWith(user).Id, ["tab"] = tab, ["event_ts"] = _workspace.NewTs() };
            if (tab == "home" && slack.Views.HomeOf(user) is { } home)
                opened["view"] = home.ToJson();
            return opened;
        }
    }
}
