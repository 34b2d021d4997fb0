using IncidentBot.Incidents;
using IncidentBot.Incidents.Commands;
using IncidentBot.Storage;

namespace IncidentBot.Chat.People;

/// <summary>Who somebody is, here and elsewhere; and what they say of it, which holds once their other account has said it too.</summary>
public sealed class MeAnswers(PeopleDirectory people, AccountTies ties, AccountClaims claims)
{
    private static readonly BotText NotOpen = BotText.Say($"This question is not open to you: it was answered, asked anew or is older than a day, or it was somebody else's. `me` shows which accounts are yours.");

    public Task<BotText> AnswerAsync(MeQuestion question, Asker asker, CancellationToken cancellationToken) => question switch
    {
        IdentityClaimed claimed => ClaimAsync(claimed, asker, cancellationToken),
        ClaimAnswered answered => SettleAsync(answered, asker, cancellationToken),
        ClaimsForgotten => ForgetAsync(asker, cancellationToken),
        _ => ShowAsync(asker, cancellationToken),
    };

    private async Task<BotText> ShowAsync(Asker asker, CancellationToken cancellationToken)
    {
        var account = asker.Account;
        var lines = new List<BotText> { BotText.Say($"You are *{account.Name}* in {PlatformOf(account.Id)}.") };
        lines.AddRange(OthersOf(account.Id, asker.Person)
            .Select(tie => BotText.Say($"• *{tie.AccountName ?? tie.Account}* in {PlatformOf(tie.Account)} is you as well{(tie.IsClaimed ? ", as you have said" : "")}.")));
        if (await claims.OfAsync(account.Id, cancellationToken) is { } open)
            lines.Add(BotText.Say($"• You said that you are {open.Said}: that waits for a Yes until {new DateTimeOffset(open.ExpiresAt, TimeSpan.Zero)}."));
        if (lines.Count == 1)
            lines.Add(BotText.Say($"I know no other account of yours. Where you are on another platform or in another workspace too, `me ada@example.org` says under which address."));
        return BotText.Lines(lines);
    }

    /// <summary>The one who all are is tied to nobody: as this account is tied, so are they.</summary>
    private IEnumerable<AccountTie> OthersOf(string account, Person person)
    {
        var ties = people.TiesOf(account);
        return ties.FirstOrDefault(tie => tie.Account == account) is { } mine
            ? ties.Remove(mine).Insert(0, mine with { Account = person.Id, AccountName = person.Name })
            : ties;
    }

    /// <summary>The answer is the same whether somebody was found or not, so that nobody learns who there is.</summary>
    private async Task<BotText> ClaimAsync(IdentityClaimed claimed, Asker asker, CancellationToken cancellationToken)
    {
        var mine = people.AccountsOf(asker.Account.Id).Add(asker.Account.Id);
        if (claimed.Person is { } named && mine.Contains(named.Id))
            return BotText.Say($"That is you already. `me` shows which accounts are yours.");

        await claims.MakeAsync(asker.Account.Id, asker.Account.Name, claimed.Said, await AccountOfAsync(claimed, mine, cancellationToken), cancellationToken);
        return BotText.Say($"If I know {claimed.Said} as a member, they are asked now, in a message to them alone. Press Yes there within a day, and you are one person to me.");
    }

    private async Task<string?> AccountOfAsync(IdentityClaimed claimed, IReadOnlyCollection<string> mine, CancellationToken cancellationToken)
    {
        if (claimed.Email is { } email)
            return await claims.FindByEmailAsync(email, mine, cancellationToken);

        return claimed.Person is { } person && await claims.IsMemberAsync(person.Id, cancellationToken) ? person.Id : null;
    }

    private async Task<BotText> SettleAsync(ClaimAnswered answered, Asker asker, CancellationToken cancellationToken)
    {
        var settled = await claims.SettleAsync(answered.Claim, asker.Account.Id, answered.IsYes, claim => Told(claim, asker.Account), cancellationToken);
        if (settled is not { } claim)
            return NotOpen;
        if (!answered.IsYes)
            return BotText.Say($"Good that you say so: nothing changes.");

        await people.LoadAsync(cancellationToken);
        return BotText.Say($"You and {claim.ClaimantName} in {PlatformOf(claim.Claimant)} are one person to me now. `me forget` ends that.");
    }

    private async Task<BotText> ForgetAsync(Asker asker, CancellationToken cancellationToken)
    {
        await claims.ForgetAsync(people.AccountsOf(asker.Account.Id).Add(asker.Account.Id), cancellationToken);
        var forgotten = await ties.ForgetClaimsAsync(people.Of(asker.Account.Id), cancellationToken);
        await people.LoadAsync(cancellationToken);
        return forgotten == 0
            ? BotText.Say($"Nothing that you have said links accounts of yours. What your directories say of your e-mail address stays.")
            : BotText.Say($"What you have said of your accounts is forgotten: they are people of their own again from now on. What was recorded until now stays *{asker.Person.Name}*'s.");
    }

    private static OutboxMessage Told(AccountClaim claim, Person by) => new(
        $"direct {claim.Claimant}", null, new DirectErrand(claim.Claimant, BotText.Say($"{by.Name} in {PlatformOf(by.Id)} is you as well, they say: you are one person to me now. `me` shows all your accounts, `me forget` ends that.")));

    private static string PlatformOf(string account) => IncidentHome.TitleOf(account.Split(':')[0]);
}
