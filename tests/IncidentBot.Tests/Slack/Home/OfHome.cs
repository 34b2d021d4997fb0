using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Slack.Fake;
using static IncidentBot.Tests.Slack.SlackWorld;

namespace IncidentBot.Tests.Slack;

internal static class OfHome
{
    /// <summary>Waits until the Home tab, as it was last published, says something.</summary>
    public static Task<FakeView> SeesOnHomeAsync(this FakePerson person, string words) => Until(person, words, isThere: true);

    public static Task<FakeView> SeesNoMoreOnHomeAsync(this FakePerson person, string words) => Until(person, words, isThere: false);

    public static FakeButton ButtonBeside(this FakeView view, string words, string button) =>
        view.Buttons.First(one => one.Text == button && one.Beside.Contains(words, StringComparison.Ordinal));

    private static async Task<FakeView> Until(FakePerson person, string words, bool isThere)
    {
        await Eventually.TrueAsync(
            () => person.Home?.Text.Contains(words, StringComparison.Ordinal) == isThere,
            $"{person.User.Name}'s Home {(isThere ? "says" : "no longer says")} “{words}”; it says: {person.Home?.Text}",
            Cancel);
        return person.Home!;
    }
}
