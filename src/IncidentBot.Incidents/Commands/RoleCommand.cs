using System.Collections.Immutable;

namespace IncidentBot.Incidents.Commands;

public sealed class RoleCommand : Command
{
    public override string Name => "role";
    public override ImmutableArray<string> Aliases => ["assign", "lead", "owner", "commander", "scribe", "author"];
    public override ImmutableArray<string> Usage => ["role commander|lead|scribe|author|<custom> @person", "commander @person"];
    public override string Summary => "Give somebody a role";
    public override string Example => "role commander @ada";
    public override CommandGroup Group => CommandGroup.Incident;

    public override CommandForm FormFor(CommandContext context) => new(Name, "Give a role",
    [
        new ChoiceField("role", "Role", [.. Role.Known.Select(role => new Choice(role.Name, role.Title))]) { IsRequired = true, Initial = Role.Commander.Name },
        new PersonField("person", "Who takes it") { IsRequired = true },
    ]);

    public override string Line(FilledForm form) => $"{form["role"]} {form["person"]}";

    public override Decision Decide(Arguments arguments, CommandContext context)
    {
        var words = arguments.Words;
        var (first, rest) = arguments.Split();
        var shortForm = context.Verb is not ("role" or "assign") && words.Length == 1;
        var (role, who) = shortForm ? (NamedBy(context.Verb), arguments.Raw) : (first, rest.Raw);
        if (role.Length == 0 || who.Length == 0 || Mention.Shape().IsMatch(role))
            return Unclear(role.Length == 0 ? "Which role, and who takes it?" : $"Who shall be {role}?");
        if (role.Length > 40)
            return Unclear("The name of a role has at most 40 characters.");

        var holder = Mention.Read(who, context);
        return holder is null
            ? Unclear($"“{context.Readable(who)}” names nobody.")
            : Give(Role.Named(role), holder, context);
    }

    internal static Decision Give(Role role, Owner holder, CommandContext context) =>
        context.Keep(new RoleAssigned(role.Name, holder)).TellChannel($"*{role.Title}*: {holder}");

    /// <summary>As verbs, <c>lead</c> is the technical lead, <c>owner</c> whoever commands.</summary>
    private static string NamedBy(string verb) => verb == "owner" ? Role.Commander.Name : verb;
}
