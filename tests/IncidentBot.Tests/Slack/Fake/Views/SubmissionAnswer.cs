using System.Text.Json.Nodes;

namespace IncidentBot.Tests.Slack.Fake;

/// <summary>Does with a form what the bot answered to it; what Slack cannot read fails the test.</summary>
internal sealed class SubmissionAnswer(FakeViews views, FakeView view)
{
    public void Apply(InteractionAnswer answer)
    {
        if (!answer.IsTaken)
        {
            view.ConnectionFailed = true;
            return;
        }

        switch (PlacedElement.Word(answer.Body, "response_action"))
        {
            case null when answer.Body is null or { Count: 0 }:
                views.Close(view);
                break;
            case "clear":
                views.CloseAll(view.Owner);
                break;
            case "errors":
                ShowErrors(answer.Body!["errors"] as JsonObject);
                break;
            case "update":
                views.Update(view, Content(answer));
                break;
            case "push":
                views.Push(view.Owner, Content(answer));
                break;
            default:
                throw Unreadable($"its response_action is not known: {answer.Body?.ToJsonString()}");
        }
    }

    private void ShowErrors(JsonObject? errors)
    {
        if (errors is not { Count: > 0 })
            throw Unreadable("it names no errors");

        var inputs = view.Inputs.Where(input => PlacedElement.In(view.Current).Any(element => element.IsInput && element.BlockId == input.BlockId)).Select(input => input.BlockId).ToHashSet();
        foreach (var (block, error) in errors)
        {
            if (!inputs.Contains(block))
                throw Unreadable($"there is no input block “{block}” for the error “{error}”");
            if (error is not JsonValue text || !text.TryGetValue(out string? words) || words.Length == 0)
                throw Unreadable($"the error of “{block}” is no text");
        }

        view.Errors = errors.ToDictionary(error => error.Key, error => error.Value!.GetValue<string>());
    }

    private JsonObject Content(InteractionAnswer answer)
    {
        try
        {
            return ViewRules.Check(answer.Body!["view"], "modal");
        }
        catch (SlackError refused)
        {
            throw Unreadable($"its view is refused: {refused.Code} {string.Join("; ", refused.Messages)}");
        }
    }

    private InvalidOperationException Unreadable(string why)
    {
        view.ConnectionFailed = true;
        return new InvalidOperationException($"Slack could not use the answer to “{view.Title}”: {why}.");
    }
}
