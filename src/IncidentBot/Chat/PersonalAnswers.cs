using IncidentBot.Chat.People;
using IncidentBot.Documents;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Commands;
using IncidentBot.Storage;

namespace IncidentBot.Chat;

/// <summary>What somebody is told of themselves: who they are, and how they sign in.</summary>
public sealed class PersonalAnswers(MeAnswers me, SignInLinks signIns, PageLinks links)
{
    public Task<BotText> OfAsync(MeQuestion question, Asker asker, CancellationToken cancellationToken) => me.AnswerAsync(question, asker, cancellationToken);

    /// <summary>Signs in the account that asks, whose standing counts there; who that is, the pages know.</summary>
    public async Task<BotText> SignInAsync(IncidentId? id, Asker asker, CancellationToken cancellationToken)
    {
        if (!asker.IsAnsweredAtOnce)
            return BotText.Say($"Type `/incident web`: only its answer is for you alone.");

        var link = links.SignIn(await signIns.MakeAsync(asker.Account, id, cancellationToken));
        return BotText.Say($"{link} on the web pages. The link works once, for {(int)SignInLinks.Lifetime.TotalMinutes} minutes, and signs in whoever has it: keep it to yourself.")
            .Then(id is { } incident ? BotText.Say($" It leads to the {links.Postmortem(incident)} of {incident}.") : BotText.Empty);
    }
}
