using System.Text.Json.Nodes;

namespace IncidentBot.Tests.Slack.Fake;

/// <summary>Pressing and choosing, in messages, in forms and on the Home tab; shortcuts.</summary>
public sealed partial class FakePerson
{
    public Task<InteractionAnswer> PressesAsync(Said said, string button) => PressesAsync(said.Message, button);

    /// <param name="button">Its words, or its action id.</param>
    /// <param name="asOf">What stood in the message when the person last looked: an old card in a window left open.</param>
    public Task<InteractionAnswer> PressesAsync(FakeMessage message, string button, JsonArray? asOf = null) =>
        ActAsync(message, PlacedElement.The(asOf ?? message.Blocks, button, IsButton), null);

    /// <summary>For buttons of the same name.</summary>
    public Task<InteractionAnswer> PressesAsync(FakeMessage message, FakeButton button) =>
        ActAsync(message, PlacedElement.The(message.Blocks, button.ActionId, element => IsButton(element) && element.BlockId == button.BlockId), null);

    public Task<InteractionAnswer> PressesAsync(FakeView view, string button) =>
        ActAsync(view, PlacedElement.The(view.Blocks, button, IsButton), null);

    public Task<InteractionAnswer> PressesAsync(FakeView view, FakeButton button) =>
        ActAsync(view, PlacedElement.The(view.Blocks, button.ActionId, element => IsButton(element) && element.BlockId == button.BlockId), null);

    public Task<InteractionAnswer> ChoosesAsync(Said said, string menu, string option) => ChoosesAsync(said.Message, menu, option);

    /// <param name="menu">The action id or the placeholder; of an overflow menu the action id.</param>
    /// <param name="option">The words that stand there.</param>
    public Task<InteractionAnswer> ChoosesAsync(FakeMessage message, string menu, string option)
    {
        var element = PlacedElement.The(message.Blocks, menu, IsMenu);
        return ActAsync(message, element, Chosen(element, option));
    }

    /// <summary>In a form the choice stays in the field; the bot is told only where it asked to be.</summary>
    public Task<InteractionAnswer> ChoosesAsync(FakeView view, string menu, string option)
    {
        var element = PlacedElement.The(view.Blocks, menu, IsMenu);
        var chosen = Chosen(element, option);
        lock (_workspace.Gate)
        {
            if (element.Type != "overflow")
                view.SetValue(element, chosen);
        }

        return element.IsDispatched ? ActAsync(view, element, chosen) : Task.FromResult(new InteractionAnswer(200, null));
    }

    /// <summary>From the menu at the message box; it knows no channel.</summary>
    public Task<InteractionAnswer> UsesShortcutAsync(string callbackId)
    {
        var payload = slack.Payloads.Of("shortcut", user);
        payload["callback_id"] = callbackId;
        payload["action_ts"] = _workspace.NewTs();
        payload["trigger_id"] = slack.Triggers.Issue(user).Id;
        return SendAsync(payload);
    }

    public Task<InteractionAnswer> UsesMessageShortcutAsync(string callbackId, Said said) => UsesMessageShortcutAsync(callbackId, said.Message);

    /// <summary>From the menu of a message, also where the bot is not a member.</summary>
    public Task<InteractionAnswer> UsesMessageShortcutAsync(string callbackId, FakeMessage message)
    {
        MustSee(message);
        JsonObject payload;
        lock (_workspace.Gate)
        {
            payload = slack.Payloads.Of("message_action", user);
            payload["callback_id"] = callbackId;
            payload["action_ts"] = _workspace.NewTs();
            payload["trigger_id"] = slack.Triggers.Issue(user).Id;
            payload["response_url"] = slack.ResponseUrl(new ResponseContext(message.Channel, user, null));
            payload["channel"] = InteractionPayloads.ChannelOf(message.Channel);
            payload["message_ts"] = message.Ts;
            payload["message"] = message.ToJson(_workspace);
        }

        return SendAsync(payload);
    }

    private JsonObject Chosen(PlacedElement element, string option) => element.Type == "overflow"
        ? new JsonObject { ["selected_option"] = new Filling(_workspace).Fill(new PlacedElement(element.Block, Like(element.Json, "static_select")), option)["selected_option"]!.DeepClone() }
        : new Filling(_workspace).Fill(element, option);

    private static JsonObject Like(JsonObject element, string type)
    {
        var other = element.DeepClone().AsObject();
        other["type"] = type;
        return other;
    }

    private Task<InteractionAnswer> ActAsync(FakeMessage message, PlacedElement element, JsonObject? value)
    {
        MustSee(message);
        JsonObject payload;
        lock (_workspace.Gate)
            payload = slack.Payloads.ActionIn(message, element, value, user);
        return SendAsync(payload);
    }

    private Task<InteractionAnswer> ActAsync(FakeView view, PlacedElement element, JsonObject? value)
    {
        MustHaveOpen(view);
        JsonObject payload;
        lock (_workspace.Gate)
            payload = slack.Payloads.ActionIn(view, element, value, user);
        return SendAsync(payload);
    }

    private async Task<InteractionAnswer> SendAsync(JsonObject payload)
    {
        MustBeActive();
        return InteractionAnswer.Of(await slack.Inbox.AskAsync("interactive", payload));
    }

    private void MustSee(FakeMessage message)
    {
        lock (_workspace.Gate)
        {
            var sees = message.OnlyFor is null ? message.Channel.Has(user.Id) || (!message.Channel.IsPrivate && !user.IsRestricted && !user.IsUltraRestricted) : message.OnlyFor == user.Id;
            if (!sees || message.IsDeleted)
                throw new InvalidOperationException($"{user.Name} does not see this message: {message.Text}");
        }
    }

    private void MustBeActive()
    {
        if (user.IsDeactivated)
            throw new InvalidOperationException($"{user.Name} is deactivated and can do nothing.");
    }

    private static bool IsButton(PlacedElement element) => element.Type == "button";

    private static bool IsMenu(PlacedElement element) => element.Type == "overflow" || ElementValue.NameOf(element.Type) is not null;
}
