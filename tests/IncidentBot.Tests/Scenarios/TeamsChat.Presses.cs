using System.Text.Json.Nodes;
using IncidentBot.Tests.Teams.Fake;
using Xunit;

namespace IncidentBot.Tests.Scenarios;

/// <summary>Cards and dialogs.</summary>
internal sealed partial class TeamsChat
{
    public Task<Answer> PressAsync(IShown shown, string by, string button) =>
        ActAsync((TeamsShown)shown, by, ((TeamsShown)shown).Actions.Single(action => (string?)action["title"] == button));

    public Task<Answer> PressBesideAsync(IShown shown, string by, string words) =>
        ActAsync((TeamsShown)shown, by, ((TeamsShown)shown).ActionBeside(words));

    /// <summary>Few choices are buttons, many a list with one button.</summary>
    public Task<Answer> ChooseAsync(IShown shown, string by, string menu, string option)
    {
        var opened = ((TeamsShown)shown).Actions.First(action => (string?)action["title"] == menu)["card"]!;
        if (FakeCardRules.ActionsIn(opened).FirstOrDefault(action => (string?)action["title"] == option) is { } button)
            return ActAsync((TeamsShown)shown, by, button);

        var list = Inputs(opened).Single(input => (string?)input["type"] == "Input.ChoiceSet");
        var press = FakeCardRules.ActionsIn(opened).Single().DeepClone().AsObject();
        press["data"]![(string)list["id"]!] = Chosen(list, option);
        return ActAsync((TeamsShown)shown, by, press);
    }

    public IShown Remember(IShown shown) => ((TeamsShown)shown) with { AsOf = ((TeamsShown)shown).Said.Activity.Card!.DeepClone().AsObject() };

    private async Task<Answer> ActAsync(TeamsShown shown, string by, JsonObject action)
    {
        var (place, data, before) = (new Place(shown.Said.Place), action["data"]!.DeepClone(), ToldAlone(by).Count);
        if ((string?)data["msteams"]?["type"] == "task/fetch")
        {
            var opened = await InvokeAsync("task/fetch", place, by, new JsonObject { ["data"] = data }, shown.Said.Activity.Id);
            return new Answer(Reading.Of(MessageIn(opened)), false) { Form = FormIn(opened, place, by, "task/submit") };
        }

        Assert.Equal("Action.Execute", (string?)action["type"]);
        var value = new JsonObject { ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = (string)action["verb"]!, ["data"] = data }, ["trigger"] = "manual" };
        var answer = await InvokeAsync("adaptiveCard/action", place, by, value, shown.Said.Activity.Id);
        if (answer["value"] is JsonObject card)
            shown.Said.Activity.Content["attachments"]![0]!["content"] = card.DeepClone();

        await SettleAsync();
        var told = ToldAlone(by).Skip(before).FirstOrDefault();
        return new Answer(told?.Text ?? Reading.Of((answer["value"] as JsonValue)?.ToString() ?? ""), false) { Shown = told };
    }

    private async Task<JsonObject> InvokeAsync(string name, Place place, string by, JsonObject value, string? about = null)
    {
        var invoke = _door.Activity("invoke", place.Id, Person(by), $"f:{Guid.NewGuid()}");
        (invoke["name"], invoke["value"], invoke["replyToId"]) = (name, value, about);
        var (status, body) = await _door.PostAsync(invoke);
        Assert.Equal(200, status);
        return body as JsonObject ?? [];
    }

    private static string MessageIn(JsonObject answer) => (string?)answer["task"]?["type"] == "message" ? (string)answer["task"]!["value"]! : "";

    private TeamsForm? FormIn(JsonObject answer, Place place, string by, string submit) =>
        CardIn(answer) is { } card ? new TeamsForm(card, async data => await InvokeAsync(submit, place, by, new JsonObject { ["commandId"] = "addToTimeline", ["data"] = data }), Person) : null;

    private static JsonObject? CardIn(JsonObject answer) => answer["task"]?["value"] is JsonObject { } shown ? shown["card"]!["content"]!.AsObject() : null;

    private static IEnumerable<JsonObject> Inputs(JsonNode? node) => node switch
    {
        JsonObject element when ((string?)(element["type"] as JsonValue))?.StartsWith("Input.", StringComparison.Ordinal) == true => [element],
        JsonObject element => element.SelectMany(property => Inputs(property.Value)),
        JsonArray list => list.SelectMany(Inputs),
        _ => [],
    };

    private static string Chosen(JsonObject list, string option) =>
        (string)list["choices"]!.AsArray().Single(choice => (string?)choice!["title"] == option)!["value"]!;

    /// <param name="AsOf">What stood there when the person last looked.</param>
    private sealed record TeamsShown(Posted Said, JsonObject? AsOf = null) : IShown
    {
        public string Text => Reading.Of(Said.Activity.Words);

        public IReadOnlyList<string> Buttons => [.. Actions.Select(action => (string)action["title"]!)];

        public IEnumerable<JsonObject> Actions => FakeCardRules.ActionsIn(AsOf ?? Said.Activity.Card);

        /// <summary>On the line of these words, or in the row below it.</summary>
        public JsonObject ActionBeside(string words)
        {
            var body = Said.Activity.Card!["body"]!.AsArray();
            var line = body.ToList().FindIndex(element => Reading.Of(string.Join('\n', FakeCardRules.WordsIn(element))).Contains(words, StringComparison.Ordinal));
            return body.Skip(line).SelectMany(FakeCardRules.ActionsIn).First();
        }
    }

    /// <summary>A dialog; sent with what is wrong, it comes back.</summary>
    private sealed class TeamsForm(JsonObject card, Func<JsonObject, Task<JsonObject>> send, Func<string, IncidentBot.Teams.TeamsPerson> person) : IForm
    {
        private JsonObject _card = card;

        public bool IsOpen { get; private set; } = true;

        public string Text => Reading.Of(string.Join('\n', FakeCardRules.WordsIn(_card)));

        public string Problem { get; private set; } = "";

        public string this[string label] => (string?)Field(label)["value"] ?? "";

        public async Task SubmitAsync(params (string Label, string Value)[] fields)
        {
            Assert.Null(FakeCardRules.Problem(_card));
            foreach (var (label, value) in fields)
                Fill(Field(label), value);
            var data = FakeCardRules.ActionsIn(_card).Single()["data"]!.DeepClone().AsObject();
            foreach (var input in Inputs(_card))
            {
                if ((bool?)input["isRequired"] == true && string.IsNullOrEmpty((string?)input["value"]))
                    throw new InvalidOperationException($"“{input["label"]}” is required and empty; the dialog cannot be sent.");
                data[(string)input["id"]!] = (string?)input["value"] ?? "";
            }

            var answer = await send(data);
            (IsOpen, Problem) = (CardIn(answer) is not null, Reading.Of(MessageIn(answer)));
            if (CardIn(answer) is not { } again)
                return;

            (_card, Problem) = (again, Reading.Of(string.Join('\n', again["body"]!.AsArray().Where(element => (string?)element!["color"] == "Attention").Select(element => (string?)element!["text"]))));
        }

        private JsonObject Field(string label) => Inputs(_card).SingleOrDefault(input => (string?)input["label"] == label || (string?)input["title"] == label)
            ?? throw new InvalidOperationException($"There is no field “{label}”, only: {string.Join(", ", Inputs(_card).Select(input => input["label"]))}");

        private void Fill(JsonObject input, string value)
        {
            if ((int?)input["maxLength"] < value.Length)
                throw new InvalidOperationException($"“{input["label"]}” takes no text of {value.Length} characters.");
            input["value"] = input["choices.data"] is not null ? person(value).Id : (string?)input["type"] == "Input.ChoiceSet" ? Chosen(input, value) : value;
        }
    }
}
