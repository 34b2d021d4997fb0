using IncidentBot.Chat.Outbox;
using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Chat.People;

/// <summary>Asks somebody, under the account that another one says is theirs as well, whether that is so.</summary>
public sealed class ClaimQuestions(ChatPlatforms platforms, AccountClaims claims)
{
    /// <summary>Nothing where it was answered or replaced meanwhile, or is too old.</summary>
    public async Task AskAsync(long id, Once once, CancellationToken cancellationToken)
    {
        if (await claims.FindAsync(id, cancellationToken) is not { Account: { } account } claim)
            return;

        var text = TextOf(claim);
        await platforms.ToAccountAsync(account, (platform, direct) => platform.PostAsync(direct, null, text, once, cancellationToken), cancellationToken);
    }

    private static BotText TextOf(AccountClaim claim) => BotText
        .Say($"{claim.ClaimantName} ({PlatformOf(claim)}) says to be you. If you are one and the same person, say so: what is recorded of either of you is one person's from then on, roles, action items and access to private incidents among it. If you did not ask for this, answer No or nothing: then nothing changes.")
        .Then($"\n{new Offered("Yes, that's me", $"me yes {claim.Id}")}{new Offered("No", $"me no {claim.Id}") with { Style = OfferStyle.Danger }}");

    private static string PlatformOf(AccountClaim claim) => IncidentHome.TitleOf(claim.Claimant.Split(':')[0]);
}
