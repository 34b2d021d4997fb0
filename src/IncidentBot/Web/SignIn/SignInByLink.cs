using IncidentBot.Storage;
using IncidentBot.Web.Frame;

namespace IncidentBot.Web.SignIn;

/// <summary>
/// <c>/sign-in/{token}</c>: looking shows a page with one button and uses nothing up, because chats fetch the links that
/// are sent in them; pressing the button signs in.
/// </summary>
internal static class SignInByLink
{
    private static readonly PageTrouble Spent = new(
        "This link does not sign anybody in",
        "It works once, for ten minutes. Type /incident web in your chat: that gives you a new one.");

    public static async Task<IResult> ShowAsync(string token, HttpContext context, SignInLinks links) =>
        await links.FindAsync(token, context.RequestAborted) is { } link
            ? Pages.Show<SignInPage>(new { Link = link, IsTied = SessionClaims.SubjectIn(context.User) is not null })
            : Pages.Trouble(StatusCodes.Status404NotFound, Spent);

    public static async Task<IResult> UseAsync(string token, HttpContext context, SignInLinks links, WebSessionStore sessions, TimeProvider time)
    {
        if (await links.UseAsync(token, context.RequestAborted) is not { } link)
            return Pages.Trouble(StatusCodes.Status404NotFound, Spent);

        var subject = SessionClaims.SubjectIn(context.User);
        if (subject is not null)
            await sessions.TieAsync(subject, link.Person, time.GetUtcNow(), context.RequestAborted);

        await SignedIn.BeginAsync(context, SessionClaims.Of(link.Person, subject));
        return Results.LocalRedirect(link.Incident is { } incident ? $"/incidents/{incident}" : "/incidents");
    }
}
