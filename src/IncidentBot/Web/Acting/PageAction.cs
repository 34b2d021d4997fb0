using System.Collections.Immutable;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Commands;
using IncidentBot.Storage;

namespace IncidentBot.Web.Acting;

/// <summary>What somebody does on a page: a command, as it could have been typed or filled in in the chat.</summary>
/// <param name="Once">Came with the form, and is the same each time that form is sent: it is done once.</param>
/// <param name="Text">Without the word that calls the bot; people as tokens <c>&lt;@id&gt;</c>.</param>
/// <param name="Zone">The reader's, which bare times are in.</param>
public sealed record PageAction(string Once, IncidentId? About, string Text, FilledForm? Form, TimeZoneInfo Zone)
{
    /// <summary>Of the cookie in which the page's script says the reader's time zone, and of the field that may say it instead.</summary>
    public const string ZoneName = "zone";

    public const string OnceField = "once";
    public const string CommandField = "command";

    /// <summary>In place of <see cref="CommandField"/>: the verb whose form is filled in, its fields under their names behind <see cref="FieldPrefix"/>.</summary>
    public const string VerbField = "verb";

    public const string FieldPrefix = "field.";

    private const int LongestOnce = 64;

    /// <returns>Nothing for what no form of ours sends.</returns>
    public static async Task<PageAction?> ReadAsync(HttpRequest request, IncidentId? about)
    {
        if (!request.HasFormContentType)
            return null;

        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        var once = form[OnceField].ToString();
        var text = form[CommandField].ToString();
        var verb = form[VerbField].ToString();
        if (once.Length is 0 or > LongestOnce || !once.All(char.IsAsciiLetterOrDigit) || (text.Length == 0) == (verb.Length == 0))
            return null;

        var filled = verb.Length == 0 ? null : new FilledForm(verb, form
            .Where(field => field.Key.StartsWith(FieldPrefix, StringComparison.Ordinal))
            .ToImmutableDictionary(field => field.Key[FieldPrefix.Length..], field => Clean(field.Value.ToString())));
        return new PageAction(once, about, Clean(text), filled, ZoneOf(request, form[ZoneName]));
    }

    public static TimeZoneInfo ZoneOf(HttpRequest request, string? named = null) =>
        TimeZones.Find(string.IsNullOrEmpty(named) ? request.Cookies[ZoneName] : named);

    /// <summary>Browsers end lines with two characters, and PostgreSQL has no place for U+0000 in a text.</summary>
    private static string Clean(string typed) => typed.Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\0", "", StringComparison.Ordinal);
}
