using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Serialization;

namespace IncidentBot.Incidents;

/// <summary>
/// What the bot says, in _parts: the words of the program (<see cref="Wording"/>, where <c>*strong*</c> and
/// <c>`code`</c> mean something) kept apart from what people typed, which each platform's writer escapes, once.
/// Made from an interpolated string: <c>BotText.Say($"*{title}* is resolved.")</c>.
/// </summary>
public sealed record BotText(ImmutableArray<TextPart> Parts)
{
    public static BotText Empty { get; } = new([]);

    public static BotText Say(BotTextBuilder text) => text.Build();

    public static BotText Lines(IEnumerable<BotText> lines) =>
        new([.. lines.SelectMany((line, place) => place == 0 ? line.Parts : line.Parts.Insert(0, new Wording("\n")))]);

    /// <summary>The words of a list, each as <c>`code`</c>: what can be typed.</summary>
    public static BotText Codes(IEnumerable<string> words) =>
        new([.. words.SelectMany((word, place) => Say($"{(place == 0 ? "" : ", ")}`{word}`").Parts)]);

    public BotText Then(BotTextBuilder text) => new([.. Parts, .. text.Build().Parts]);

    public BotText Then(BotText text) => new([.. Parts, .. text.Parts]);

    [JsonIgnore]
    public bool IsEmpty => Parts.IsEmpty;

    /// <summary>As it reads without any markup, for logs and tests.</summary>
    public string ToPlainText()
    {
        var plain = new StringBuilder();
        foreach (var part in Parts)
        {
            plain.Append(part switch
            {
                Wording wording => wording.Text.Replace("*", "", StringComparison.Ordinal).Replace("`", "", StringComparison.Ordinal),
                Quoted quoted => quoted.Text,
                Mentioned mentioned => "@" + mentioned.Name,
                ChannelNamed channel => "#" + channel.Name,
                Linked linked => linked.Label,
                TimeShown time => $"{time.At.UtcDateTime:HH:mm} UTC",
                _ => "",
            });
        }

        return plain.ToString();
    }
}

[JsonPolymorphic(TypeDiscriminatorPropertyName = "part")]
[JsonDerivedType(typeof(Wording), "wording")]
[JsonDerivedType(typeof(Quoted), "text")]
[JsonDerivedType(typeof(Mentioned), "person")]
[JsonDerivedType(typeof(ChannelNamed), "channel")]
[JsonDerivedType(typeof(Linked), "link")]
[JsonDerivedType(typeof(TimeShown), "time")]
[JsonDerivedType(typeof(Offered), "offer")]
[JsonDerivedType(typeof(OfferedChoice), "choice")]
public abstract record TextPart;

/// <summary>Our own words, with <c>*strong*</c>, <c>`code`</c> and line breaks.</summary>
public sealed record Wording(string Text) : TextPart;

/// <summary>Somebody else's words: never markup.</summary>
public sealed record Quoted(string Text) : TextPart;

/// <summary>A person, notified where the platform can.</summary>
public sealed record Mentioned(string PersonId, string Name) : TextPart;

public sealed record ChannelNamed(Conversation Conversation, string Name) : TextPart;

public sealed record Linked(string Url, string Label) : TextPart;

/// <summary>A moment, shown in the reader's own zone where the platform can.</summary>
public sealed record TimeShown(DateTimeOffset At) : TextPart;

/// <summary>
/// Something to press instead of typing: a button, where the platform has them. Behind words on the same line it belongs
/// to them, on a line of its own it stands in a row with its neighbours. Plain text leaves it out.
/// </summary>
/// <param name="Command">What pressing it says, without the word that calls the bot: <c>claim commander</c>.</param>
/// <param name="Incident">Whose command it is, also where it is pressed far from the incident's home.</param>
public sealed record Offered(string Label, string Command, IncidentId? Incident = null) : TextPart
{
    /// <summary>Pressing it opens the form of <see cref="Command"/>'s verb.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool OpensForm { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public OfferStyle Style { get; init; }

    public static Offered Form(string label, string verb, IncidentId? incident = null) => new(label, verb, incident) { OpensForm = true };
}

public enum OfferStyle
{
    Plain,
    Primary,
    Danger,
}

/// <summary>One of several to be chosen, as from a menu.</summary>
public sealed record OfferedChoice(string Label, ImmutableArray<Offered> Choices) : TextPart;

[InterpolatedStringHandler]
public readonly struct BotTextBuilder
{
    private readonly ImmutableArray<TextPart>.Builder _parts;

    public BotTextBuilder(int literalLength, int formattedCount)
    {
        _parts = ImmutableArray.CreateBuilder<TextPart>(2 * formattedCount + 1);
        _ = literalLength;
    }

    public void AppendLiteral(string text) => _parts.Add(new Wording(text));

    public void AppendFormatted(string? text) => _parts.Add(new Quoted(text ?? ""));

    public void AppendFormatted(Person person) => _parts.Add(new Mentioned(person.Id, person.Name));

    public void AppendFormatted(Owner owner) =>
        _parts.Add(owner.PersonId is { } id ? new Mentioned(id, owner.Name) : new Quoted(owner.Name));

    public void AppendFormatted(DateTimeOffset time) => _parts.Add(new TimeShown(time));

    public void AppendFormatted(Moment moment) =>
        _parts.Add(moment.Precision == Precision.Exact ? new TimeShown(moment.At) : new Quoted(moment.ToClock()));

    public void AppendFormatted(Linked link) => _parts.Add(link);

    public void AppendFormatted(ChannelNamed channel) => _parts.Add(channel);

    public void AppendFormatted(Offered offer) => _parts.Add(offer);

    public void AppendFormatted(OfferedChoice choice) => _parts.Add(choice);

    public void AppendFormatted(BotText text) => _parts.AddRange(text.Parts);

    public void AppendFormatted<T>(T value) where T : struct => _parts.Add(new Quoted(value.ToString() ?? ""));

    internal BotText Build() => new(_parts.ToImmutable());
}
