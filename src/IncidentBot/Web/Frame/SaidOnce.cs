using System.Security.Cryptography;
using IncidentBot.Documents;
using IncidentBot.Web.SignIn;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace IncidentBot.Web.Frame;

/// <summary>The bot's answer to what was done on a page, as HTML.</summary>
public sealed record Said(string Html, bool IsRefusal);

/// <summary>Carries an answer over to the page that is shown next: in a cookie that only the bot can write and read.</summary>
public sealed class SaidOnce(IDataProtectionProvider protection, IOptions<PageOptions> pages)
{
    /// <summary>Browsers take 4 KB; encryption adds a third and some.</summary>
    private const int Longest = 2000;

    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("what the bot said").ToTimeLimitedDataProtector();
    private readonly CookieBuilder _cookie = SignInServices.OurCookie("incidentbot-said", pages.Value);

    public void Keep(HttpContext context, Said said)
    {
        var html = said.Html.Length <= Longest ? said.Html : "Done. The answer is too long to be shown here.";
        var envelope = _protector.Protect($"{(said.IsRefusal ? '-' : '+')}{html}", TimeSpan.FromMinutes(1));
        context.Response.Cookies.Append(_cookie.Name!, envelope, _cookie.Build(context));
    }

    public Said? Take(HttpContext context)
    {
        if (context.Request.Cookies[_cookie.Name!] is not { } kept || context.Response.HasStarted)
            return null;

        context.Response.Cookies.Delete(_cookie.Name!, _cookie.Build(context));
        try
        {
            var said = _protector.Unprotect(kept);
            return new Said(said[1..], IsRefusal: said[0] == '-');
        }
        catch (CryptographicException)
        {
            // Too old, or not ours.
            return null;
        }
    }
}
