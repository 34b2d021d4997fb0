using IncidentBot.Incidents;
using IncidentBot.Picture;
using IncidentBot.Postmortems.Picture;
using IncidentBot.Storage;

namespace IncidentBot.Chat.Outbox;

/// <summary>Gives an incident's picture to a conversation as a file; says in words where it is to be had, where that is impossible.</summary>
public sealed class PictureSharer(ChatPlatforms platforms, PictureReader pictures, PictureConverter converter, Documents.PageLinks links)
{
    public async Task ShareAsync(IncidentId id, SharePictureErrand errand, Once once, CancellationToken cancellationToken)
    {
        var picture = await pictures.ReadAsync(id, cancellationToken) ?? throw new UnknownIncidentException(id);
        var platform = platforms.Of(errand.Conversation);
        if (await converter.ToPngAsync(picture.Draw(PictureUse.Print), cancellationToken) is not { } png)
        {
            await platform.PostAsync(errand.Conversation, errand.ThreadId, BotText.Say($"No picture here: {PictureConverter.WhyNot} {links.Picture(id)}"), once, cancellationToken);
            return;
        }

        var file = new SharedDocument($"{id}.png", $"Picture of {id}", png);
        if (!await IsSharedAsync(platform, errand, file, once, cancellationToken))
            await platform.PostAsync(errand.Conversation, errand.ThreadId, BotText.Say($"{links.Picture(id)}"), once, cancellationToken);
    }

    private static async Task<bool> IsSharedAsync(IChatPlatform platform, SharePictureErrand errand, SharedDocument file, Once once, CancellationToken cancellationToken)
    {
        try
        {
            return await platform.ShareFileAsync(errand.Conversation, errand.ThreadId, file, once, cancellationToken);
        }
        catch (DeliveryException refused) when (refused.RetryAfter is null)
        {
            return false;
        }
    }
}
