using System.Collections.Immutable;
using System.Globalization;

namespace IncidentBot.Incidents.Commands;

public sealed class MeCommand : Command
{
    private const int LongestAddress = 254;
    private const string MailTo = "mailto:";

    public override string Name => "me";
    public override ImmutableArray<string> Aliases => ["whoami"];
    public override ImmutableArray<string> Usage => ["me", "me ada@example.org|@person", "me forget"];
    public override string Summary => "Who I am here, and that I am the same person as somebody elsewhere";
    public override string Example => "me ada@example.org";
    public override CommandGroup Group => CommandGroup.LookUp;
    public override Permission Permission => Permission.Anyone;
    public override bool NeedsIncident => false;
    public override bool IsPersonal => true;

    public override Decision Decide(Arguments arguments, CommandContext context)
    {
        if (arguments.IsEmpty)
            return Decision.Ask(new MeShown());

        var (first, after) = arguments.Split();
        return (first.ToLowerInvariant(), after.Text) switch
        {
            ("forget", "") => Decision.Ask(new ClaimsForgotten()),
            ("yes", var claim) when IsNumber(claim, out var number) => Decision.Ask(new ClaimAnswered(number, IsYes: true)),
            ("no", var claim) when IsNumber(claim, out var number) => Decision.Ask(new ClaimAnswered(number, IsYes: false)),
            _ => Claim(arguments, context),
        };
    }

    private Decision Claim(Arguments arguments, CommandContext context)
    {
        if (TokenIn(arguments.Raw) is { } id && context.Mentions.TryGetValue(id, out var person))
            return Decision.Ask(new IdentityClaimed(person.Name) { Person = person });

        var address = AddressIn(arguments.Text);
        return IsAddress(address)
            ? Decision.Ask(new IdentityClaimed(address) { Email = address })
            : Unclear("I read neither an e-mail address nor somebody from the list that @ opens.");
    }

    /// <summary>The one person that the words are, and nothing besides.</summary>
    private static string? TokenIn(string raw) => Mention.Shape().Match(raw.Trim()) is { Success: true } token && token.Length == raw.Trim().Length ? token.Groups["id"].Value : null;

    /// <summary>Some chats make a link of an address.</summary>
    private static string AddressIn(string text)
    {
        var address = text.Trim().Trim('<', '>');
        return address.StartsWith(MailTo, StringComparison.OrdinalIgnoreCase) ? address[MailTo.Length..].Split('|')[0] : address;
    }

    private static bool IsAddress(string text) =>
        text.Length <= LongestAddress && text.Split('@') is [{ Length: > 0 }, { Length: > 2 } domain] && domain.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot && dot < domain.Length - 1
        && !text.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter) || letter is '<' or '>' or '"' or ',' or ';');

    private static bool IsNumber(string text, out long number) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}

/// <summary>About which accounts are one person's: known to the whole installation, and of no incident's record.</summary>
public abstract record MeQuestion : Question;

/// <summary>Who the sender is here, and elsewhere.</summary>
public sealed record MeShown : MeQuestion;

/// <summary>The sender says that another account is theirs as well.</summary>
/// <param name="Said">How they named it.</param>
public sealed record IdentityClaimed(string Said) : MeQuestion
{
    public Person? Person { get; init; }

    public string? Email { get; init; }
}

/// <summary>Whoever was asked whether somebody else is they.</summary>
public sealed record ClaimAnswered(long Claim, bool IsYes) : MeQuestion;

/// <summary>What the sender has said about their accounts holds no longer.</summary>
public sealed record ClaimsForgotten : MeQuestion;
