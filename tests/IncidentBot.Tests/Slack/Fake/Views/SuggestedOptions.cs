namespace IncidentBot.Tests.Slack.Fake;

/// <summary>What the bot offers in a menu that asks it; a bare 200 is not enough.</summary>
internal static class SuggestedOptions
{
    public static IReadOnlyList<string> Read(InteractionAnswer answer)
    {
        if (!answer.IsTaken || answer.Body is null)
            throw new InvalidOperationException($"No options came back: {answer.Status}");
        try
        {
            var body = new BlockPart(answer.Body, "").Only("options", "option_groups");
            var groups = body.Has("option_groups") ? body.Parts("option_groups", 100) : [body];
            var options = groups.SelectMany(group => group.Parts("options", 100, least: 0)).ToList();
            foreach (var option in options)
                OptionRules.CheckOption(option, plainOnly: true, withUrl: false);
            return [.. options.Select(option => PlacedElement.Word(option.Json["text"], "text")!)];
        }
        catch (BlockFault fault)
        {
            throw new InvalidOperationException($"Slack could not use the options: {fault.Message}", fault);
        }
    }
}
