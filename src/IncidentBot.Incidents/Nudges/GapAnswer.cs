using System.Collections.Immutable;
using System.Text.RegularExpressions;
using IncidentBot.Incidents.Commands;

namespace IncidentBot.Incidents.Nudges;

/// <summary>
/// A plain reply to a question, read as the forms that fill the part: several for a list, a line each. Nothing in a reply
/// becomes an option of a command.
/// </summary>
public static partial class GapAnswer
{
    /// <param name="people">Those who may be named in the reply.</param>
    public static Reading<ImmutableArray<FilledForm>> Read(Gap gap, string reply, Person by, ImmutableArray<Person> people, IncidentRecord record)
    {
        var said = reply.Trim();
        return gap.Kind switch
        {
            _ when said.Length == 0 => Unread(gap, "There are no words in this."),
            GapKind.Severity => Severity(gap, said),
            GapKind.Degradation => Degradation(gap, said),
            GapKind.Detection => Detection(gap, said),
            GapKind.Commander => Role(gap, "commander", said, by, people),
            GapKind.Author => Role(gap, "author", said, by, people),
            GapKind.Duration => Of(Form("correct", ("milestone", record.Incident.StartedAt.IsToTheMinute ? "resolved" : "start"), ("time", said))),
            GapKind.Users => Of(Form("impact", ("kind", "users"), ("text", said))),
            GapKind.Timeline => Each(said, line => Form("note", ("text", line))),
            GapKind.ImmediateAction => Each(said, line => Form("fix", ("list", "immediate"), ("text", line))),
            GapKind.ActionItem => Each(WithTokens(said, people), line => Form("action", ("text", line))),
            GapKind.Factor => Each(said, line => Form("factor", ("text", line))),
            GapKind.Lesson => Lessons(gap, said),
            GapKind.Cause => Of(Form("cause", ("text", said))),
            GapKind.Summary => Of(Form("summary", ("text", said))),
            _ => Of(Form("section", ("heading", gap.Part), ("text", said))),
        };
    }

    private static Reading<ImmutableArray<FilledForm>> Severity(Gap gap, string said)
    {
        var named = SeverityWord().Matches(said).Select(word => word.Value.ToUpperInvariant()).Distinct().ToList();
        if (named is not [var severity])
            return Unread(gap, named.Count == 0 ? "I read no severity in this: there are P0, P1, P2 and P3." : $"I read more than one severity in this: {string.Join(", ", named)}.");

        return Of(Form("severity", ("severity", severity), ("text", Behind(said, SeverityWord()))));
    }

    private static Reading<ImmutableArray<FilledForm>> Degradation(Gap gap, string said) => OneOf(said, FullOutage(), "full", PartialOutage(), "partial", Degraded(), "degraded") is { } degree
        ? Of(Form("impact", ("kind", $"degradation {degree}")))
        : Unread(gap, "I can't tell from this which it was: full, partial or degraded.");

    private static Reading<ImmutableArray<FilledForm>> Detection(Gap gap, string said)
    {
        var first = CommandLine.SplitFirst(said).First.TrimEnd(':', ',', '.');
        var method = Method(first) ?? OneOf(said, Alerts(), "alerting", Users(), "users", Dashboards(), "dashboard", Tests(), "manual");
        if (method is null)
            return Unread(gap, "I can't tell from this how it was noticed: alerting, users, dashboard, manual or other.");

        var text = Method(first) is null ? said : said[first.Length..].TrimStart(':', ',', '.', ' ', '-');
        return Of(Form("detect", ("method", method), ("text", text)));
    }

    private static string? Method(string word) => word.ToLowerInvariant() switch
    {
        "alerting" or "users" or "dashboard" or "manual" or "other" => word.ToLowerInvariant(),
        _ => null,
    };

    private static Reading<ImmutableArray<FilledForm>> Role(Gap gap, string role, string said, Person by, ImmutableArray<Person> people) => GapPeople.Named(said, by, people) is { } person
        ? Of(Form("role", ("role", role), ("person", Mention.Token(person))))
        : Unread(gap, "I know nobody of that name here. Write @ and the name of somebody who takes part, or me.");

    private static Reading<ImmutableArray<FilledForm>> Lessons(Gap gap, string said)
    {
        var forms = ImmutableArray.CreateBuilder<FilledForm>();
        string? list = null;
        foreach (var line in LinesOf(said))
        {
            var marked = LessonWord().Match(line);
            list = marked.Success ? ListOf(marked.Groups["word"].Value) : list;
            if (list is null)
                return Unread(gap, "I can't tell where this belongs: begin each line with well, wrong or learned.");
            if ((marked.Success ? line[marked.Length..] : line) is { Length: > 0 } text)
                forms.Add(Form("lesson", ("list", list), ("text", text)));
        }

        return forms.Count == 0 ? Unread(gap, "There are no words behind that.") : Reading.Of(forms.ToImmutable());
    }

    private static string ListOf(string word) => word.ToLowerInvariant() is var plain && plain.StartsWith("learn", StringComparison.Ordinal) ? "learned" : plain;

    /// <summary>Lines without what marks them as items of a list.</summary>
    private static IEnumerable<string> LinesOf(string said) => said.Split('\n')
        .Select(line => ItemMark().Replace(line, "").Trim())
        .Where(line => line.Length > 0);

    private static Reading<ImmutableArray<FilledForm>> Each(string said, Func<string, FilledForm> form) => Of([.. LinesOf(said).Select(form)]);

    private static string WithTokens(string said, ImmutableArray<Person> people) => people
        .OrderByDescending(person => person.Name.Length)
        .Aggregate(said, (text, person) => text.Replace("@" + person.Name, Mention.Token(person), StringComparison.OrdinalIgnoreCase));

    /// <summary>The one of several words that stands in a text; nothing where none does, or more than one.</summary>
    private static string? OneOf(string said, params ReadOnlySpan<object> choices)
    {
        string? found = null;
        for (var place = 0; place < choices.Length; place += 2)
        {
            if (!((Regex)choices[place]).IsMatch(said))
                continue;
            if (found is not null)
                return null;
            found = (string)choices[place + 1];
        }

        return found;
    }

    /// <summary>What stands beside a word that begins the text; all of the text where the word stands further in.</summary>
    private static string Behind(string said, Regex word) =>
        word.Match(said) is { Index: 0 } begin ? said[begin.Length..].TrimStart(':', ',', '.', ' ', '-', '–') : said;

    private static FilledForm Form(string verb, params ReadOnlySpan<(string Field, string Answer)> answers)
    {
        var filled = ImmutableDictionary.CreateBuilder<string, string>();
        foreach (var (field, answer) in answers)
            filled[field] = answer;
        return new FilledForm(verb, filled.ToImmutable());
    }

    private static Reading<ImmutableArray<FilledForm>> Of(params ImmutableArray<FilledForm> forms) => Reading.Of(forms);

    private static Reading<ImmutableArray<FilledForm>> Unread(Gap gap, string problem) =>
        Reading.Fail<ImmutableArray<FilledForm>>($"{problem} For example: {GapWords.ExampleFor(gap.Kind)}");

    [GeneratedRegex(@"\b(P[0-3]|sev-?[1-4])\b", RegexOptions.IgnoreCase)]
    private static partial Regex SeverityWord();

    [GeneratedRegex(@"\b(full|fully|complete|completely|total|totally)\b", RegexOptions.IgnoreCase)]
    private static partial Regex FullOutage();

    [GeneratedRegex(@"\b(partial|partially|partly)\b", RegexOptions.IgnoreCase)]
    private static partial Regex PartialOutage();

    [GeneratedRegex(@"\b(degraded|degradation|slow|slower)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Degraded();

    [GeneratedRegex(@"\b(alert|alerts|alerting|alarm|alarms|monitoring)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Alerts();

    [GeneratedRegex(@"\b(user|users|customer|customers)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Users();

    [GeneratedRegex(@"\bdashboards?\b", RegexOptions.IgnoreCase)]
    private static partial Regex Dashboards();

    [GeneratedRegex(@"\b(test|tests|testing|manual|manually)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Tests();

    [GeneratedRegex(@"^(what )?(went |we )?(?<word>well|wrong|learned|learnt)\b\s*[:,\-–]?\s*", RegexOptions.IgnoreCase)]
    private static partial Regex LessonWord();

    [GeneratedRegex(@"^\s*([-*•]\s+|\d{1,2}[.)]\s+)")]
    private static partial Regex ItemMark();
}
