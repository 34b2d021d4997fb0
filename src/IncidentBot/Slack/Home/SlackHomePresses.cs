using IncidentBot.Chat;

namespace IncidentBot.Slack;

/// <summary>Buttons on the Home tab: those that turn its pages, and those that do what they do elsewhere; it then shows what came of it.</summary>
public sealed class SlackHomePresses(SlackHome home, SlackPresses presses)
{
    public async Task<SlackAnswer> TakeAsync(SlackInteraction done, CancellationToken stopping)
    {
        var action = done.Payload.Items("actions"u8).FirstOrDefault();
        if (PersonalPages.Read(SlackPress.Read(action.Text("value"u8))?.Command) is { } turned)
        {
            home.Publish(HomeVisitor.Of(done), turned);
            return SlackAnswer.Taken;
        }

        var answer = await presses.TakeAsync(done, stopping);
        home.Publish(HomeVisitor.Of(done), PersonalPages.Read(done.Payload.Child("view"u8).Text("private_metadata"u8)) ?? new PersonalPages());
        return answer;
    }
}
