using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace IncidentBot.Tests.Slack.Fake;

/// <summary>
/// Installing, as Slack does it: a code for who says yes, a token for the code, once, and with rotation a new pair for a
/// refresh token, once. Other workspaces are Slacks of their own, which the bot reaches here by its token for them.
/// </summary>
public sealed class FakeOAuth(FakeSlack slack, TimeProvider clock)
{
    public const string ClientId = "1234.5678";
    public const string ClientSecret = "fake-client-secret";

    private const string Method = "oauth.v2.access";
    private static readonly TimeSpan CodeLifetime = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan TokenLifetime = TimeSpan.FromHours(12);

    private readonly ConcurrentDictionary<string, Approval> _codes = new();
    private readonly ConcurrentDictionary<string, Approval> _refreshTokens = new();
    private readonly ConcurrentDictionary<string, Token> _tokens = new() { [FakeSlack.BotToken] = new Token(new Approval(slack, null, "", default), null) };
    private readonly ConcurrentDictionary<string, bool> _spent = new();
    private int _refreshes;
    private int _spentAgain;
    private int _last;

    /// <summary>Whether tokens live for twelve hours and come with a refresh token.</summary>
    public bool Rotates { get; set; }

    /// <summary>Every token and refresh token that was ever given out.</summary>
    public IReadOnlyCollection<string> Secrets => [.. _tokens.Keys, .. _refreshTokens.Keys, .. _spent.Keys];

    /// <summary>How many refresh tokens were exchanged, and how often one that was spent was offered again.</summary>
    public (int Refreshes, int SpentAgain) Refreshed => (_refreshes, _spentAgain);

    /// <summary>Somebody of the workspace says yes to what an authorize address asks for.</summary>
    /// <param name="enterprise">Where the answer is for all workspaces of an organisation.</param>
    /// <returns>The code that the browser brings back.</returns>
    public string Approve(FakeSlack workspace, Uri authorize, string? enterprise = null)
    {
        var asked = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(authorize.Query);
        if (asked["client_id"] != ClientId)
            throw new SlackError("invalid_client_id");

        workspace.Scopes.Clear();
        workspace.Scopes.UnionWith(asked["scope"].ToString().Split(','));
        var code = New("code");
        _codes[code] = new Approval(workspace, enterprise, asked["redirect_uri"].ToString(), clock.GetUtcNow());
        return code;
    }

    /// <summary>The workspace's people remove the app: no token works any more.</summary>
    public void Uninstall(FakeSlack workspace)
    {
        foreach (var (name, token) in _tokens.Where(pair => pair.Value.For.Workspace == workspace))
            _tokens[name] = token with { IsRevoked = true };
    }

    /// <summary>The tokens end now, as after twelve hours.</summary>
    public void Expire(FakeSlack workspace)
    {
        foreach (var (name, token) in _tokens.Where(pair => pair.Value.For.Workspace == workspace))
            _tokens[name] = token with { ExpiresAt = clock.GetUtcNow() };
    }

    /// <summary>Answers what is about installing, and passes on what is for another workspace.</summary>
    internal async Task<bool> TakesOverAsync(HttpContext http, string method)
    {
        if (method == Method)
        {
            await AnswerAsync(http);
            return true;
        }

        var name = http.Request.Headers.Authorization.ToString().Split(' ')[^1];
        if (!_tokens.TryGetValue(name, out var token) || token.For.Workspace == slack)
            return false;

        token.For.Workspace.OAuth._tokens[name] = token;
        await token.For.Workspace.Api.AnswerAsync(http, method);
        return true;
    }

    internal void Prove(string name, ApiCall call)
    {
        if (!_tokens.TryGetValue(name, out var token))
            throw new SlackError("invalid_auth");
        if (token.IsRevoked)
            throw new SlackError("account_inactive");
        if (token.ExpiresAt <= clock.GetUtcNow())
            throw new SlackError("token_expired");
        if (token.For.Enterprise is not null && NeedsTeam(call.Method) && call.Text("team_id") != token.For.Workspace.Workspace.TeamId)
            throw new SlackError("missing_argument", "[ERROR] missing required field: team_id");
    }

    private static bool NeedsTeam(string method) =>
        method is "conversations.create" or "conversations.list" or "users.list" or "users.conversations" or "bots.info" || method.StartsWith("usergroups.", StringComparison.Ordinal);

    private async Task AnswerAsync(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync();
        JsonObject answer;
        try
        {
            ProveApp(http.Request, form);
            answer = form["grant_type"] == "refresh_token" ? Refresh(form["refresh_token"].ToString()) : Exchange(form);
            answer["ok"] = true;
        }
        catch (SlackError refused)
        {
            answer = new JsonObject { ["ok"] = false, ["error"] = refused.Code };
        }

        slack.Log(new LoggedCall(Method, form.ToDictionary(pair => pair.Key, pair => pair.Value.ToString()), answer["error"]?.GetValue<string>() ?? "ok"));
        http.Response.ContentType = "application/json; charset=utf-8";
        await http.Response.WriteAsync(answer.ToJsonString());
    }

    private static void ProveApp(HttpRequest request, IFormCollection form)
    {
        var header = request.Headers.Authorization.ToString();
        var (id, secret) = header.StartsWith("Basic ", StringComparison.Ordinal)
            && Encoding.UTF8.GetString(Convert.FromBase64String(header["Basic ".Length..])).Split(':') is [var name, var password]
                ? (name, password)
                : (form["client_id"].ToString(), form["client_secret"].ToString());
        if (id != ClientId)
            throw new SlackError("invalid_client_id");
        if (secret != ClientSecret)
            throw new SlackError("bad_client_secret");
    }

    private JsonObject Exchange(IFormCollection form)
    {
        if (!_codes.TryRemove(form["code"].ToString(), out var approval) || clock.GetUtcNow() - approval.At > CodeLifetime)
            throw new SlackError("invalid_code");
        if (form["redirect_uri"] != approval.RedirectUri)
            throw new SlackError("bad_redirect_uri");

        return Grant(approval);
    }

    private JsonObject Refresh(string refreshToken)
    {
        if (!_refreshTokens.TryRemove(refreshToken, out var approval))
        {
            if (_spent.ContainsKey(refreshToken))
                Interlocked.Increment(ref _spentAgain);
            throw new SlackError("invalid_refresh_token");
        }

        _spent[refreshToken] = true;
        Interlocked.Increment(ref _refreshes);
        return Grant(approval);
    }

    private JsonObject Grant(Approval approval)
    {
        var (workspace, token) = (approval.Workspace, New(Rotates ? "xoxe.xoxb" : "xoxb"));
        _tokens[token] = new Token(approval, Rotates ? clock.GetUtcNow() + TokenLifetime : null);
        var enterprise = approval.Enterprise is { } id ? new JsonObject { ["id"] = id, ["name"] = "Example Organisation" } : null;
        var answer = new JsonObject
        {
            ["access_token"] = token,
            ["token_type"] = "bot",
            ["scope"] = string.Join(',', workspace.Scopes),
            ["bot_user_id"] = workspace.Workspace.BotUser.Id,
            ["app_id"] = workspace.Workspace.AppId,
            ["team"] = enterprise is null ? new JsonObject { ["id"] = workspace.Workspace.TeamId, ["name"] = "Acme <Rockets> & Co" } : null,
            ["enterprise"] = enterprise,
            ["authed_user"] = new JsonObject { ["id"] = workspace.Workspace.User("Installer").Id },
            ["is_enterprise_install"] = enterprise is not null,
        };
        if (!Rotates)
            return answer;

        var refreshToken = New("xoxe-1");
        _refreshTokens[refreshToken] = approval;
        answer["refresh_token"] = refreshToken;
        answer["expires_in"] = (int)TokenLifetime.TotalSeconds;
        return answer;
    }

    private string New(string kind) => string.Create(CultureInfo.InvariantCulture, $"{kind}-{Interlocked.Increment(ref _last)}-{Guid.NewGuid():N}");

    private sealed record Approval(FakeSlack Workspace, string? Enterprise, string RedirectUri, DateTimeOffset At);

    private sealed record Token(Approval For, DateTimeOffset? ExpiresAt, bool IsRevoked = false);
}
