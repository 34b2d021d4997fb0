using IncidentBot.Incidents;
using IncidentBot.Storage;
using IncidentBot.Tests.Infrastructure;

namespace IncidentBot.Tests.People;

/// <summary>Accounts that two directories know under one address.</summary>
internal static class LinkedPeople
{
    private static readonly DateTimeOffset Then = new(2024, 1, 15, 14, 30, 0, TimeSpan.Zero);

    public static KnownName Member(Person person, string? email) => new(person.Id, person.Name, null, Then, "Member") { Email = email };

    /// <param name="first">Who was known first, and whom the others turn out to be.</param>
    public static async Task ByEmailAsync(RunningBot bot, Person first, Person other)
    {
        await bot.Get<NameStore>().SaveAsync(Member(first, "ada@example.org"), CancellationToken.None);
        await bot.Get<NameStore>().SaveAsync(Member(other, "ADA@example.org"), CancellationToken.None);
        await Eventually.TrueAsync(() => bot.Get<PeopleDirectory>().Of(other.Id) == first.Id, $"{other.Id} is {first.Id}", CancellationToken.None);
    }
}
