using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace IncidentBot.Tests.Slack.Fake;

/// <summary>Answers a call as Slack does: who is it, may it, how often, and only then what it asks.</summary>
internal sealed class ApiEndpoint(FakeSlack slack, IReadOnlyDictionary<string, ApiMethod> methods)
{
    public async Task AnswerAsync(HttpContext http, string name)
    {
        http.Response.Headers["x-slack-req-id"] = Guid.NewGuid().ToString("N");
        http.Response.Headers["x-oauth-scopes"] = string.Join(',', slack.Scopes);
        var fault = slack.Faults.Take(name);
        if (await FailAsync(http, name, fault) || await slack.OAuth.TakesOverAsync(http, name))
            return;

        var arguments = new Dictionary<string, string>() as IReadOnlyDictionary<string, string>;
        try
        {
            var token = TokenOf(http.Request);
            var method = methods.GetValueOrDefault(name) ?? throw new SlackError("unknown_method");
            var call = await ApiCall.ReadAsync(name, http.Request, method.TakesJson);
            arguments = call.Arguments;
            Prove(token, method, call);
            if (slack.Limits.WaitFor(method, call) is { } seconds)
            {
                await ThrottleAsync(http, new LoggedCall(name, arguments, "429"), seconds);
                return;
            }

            await AnswerAsync(http, method, call, fault);
        }
        catch (SlackError refused)
        {
            await RefuseAsync(http, new LoggedCall(name, arguments, refused.Code), refused);
        }
    }

    private async Task AnswerAsync(HttpContext http, ApiMethod method, ApiCall call, Fault? fault)
    {
        JsonObject answer;
        lock (slack.Workspace.Gate)
            answer = method.Answer(call);
        if (fault is Fault.Page)
        {
            await PageAsync(http, new LoggedCall(call.Method, call.Arguments, "500"));
            return;
        }

        answer["ok"] = true;
        if (call.Warnings is [var warning])
        {
            answer["warning"] = warning;
            answer["response_metadata"] = new JsonObject { ["warnings"] = new JsonArray(warning) };
        }

        slack.Log(new LoggedCall(call.Method, call.Arguments, "ok"));
        await WriteAsync(http, answer);
    }

    private static string TokenOf(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (request.Query.ContainsKey("token"))
            throw new SlackError("invalid_auth", "[ERROR] tokens do not belong into the query");

        return header.StartsWith("Bearer ", StringComparison.Ordinal) ? header["Bearer ".Length..] : throw new SlackError("not_authed");
    }

    private void Prove(string token, ApiMethod method, ApiCall call)
    {
        if (method.Token == TokenKind.App)
            ProveApp(token);
        else if (token == FakeSlack.AppToken)
            throw new SlackError("not_allowed_token_type");
        else
            slack.OAuth.Prove(token, call);

        var needed = method.Scopes(call);
        if (needed.Length > 0 && !needed.Any((method.Token == TokenKind.App ? slack.AppScopes : slack.Scopes).Contains))
            throw new SlackError("missing_scope") { Needed = needed[0] };
    }

    private static void ProveApp(string token)
    {
        if (token != FakeSlack.AppToken)
            throw new SlackError(token.StartsWith("xoxb-", StringComparison.Ordinal) ? "not_allowed_token_type" : "invalid_auth");
    }

    private async Task<bool> FailAsync(HttpContext http, string method, Fault? fault)
    {
        var call = new LoggedCall(method, new Dictionary<string, string>(), fault is null ? "ok" : fault.GetType().Name);
        switch (fault)
        {
            case Fault.Refusal refusal:
                await RefuseAsync(http, call with { Outcome = refusal.Code }, new SlackError(refusal.Code));
                return true;
            case Fault.Throttle throttle:
                await ThrottleAsync(http, call with { Outcome = "429" }, throttle.Seconds);
                return true;
            case Fault.Page { HasEffect: false }:
                await PageAsync(http, call with { Outcome = "500" });
                return true;
            case Fault.NoAnswer:
                slack.Log(call);
                await Task.Delay(Timeout.InfiniteTimeSpan, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return true;
            default:
                return false;
        }
    }

    private async Task ThrottleAsync(HttpContext http, LoggedCall call, int seconds)
    {
        slack.Log(call);
        http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        await WriteAsync(http, new JsonObject { ["ok"] = false, ["error"] = "ratelimited" });
    }

    private Task PageAsync(HttpContext http, LoggedCall call)
    {
        slack.Log(call);
        http.Response.StatusCode = StatusCodes.Status500InternalServerError;
        http.Response.ContentType = "text/html; charset=utf-8";
        return http.Response.WriteAsync("<html><body><h1>Server Error</h1></body></html>");
    }

    private async Task RefuseAsync(HttpContext http, LoggedCall call, SlackError refused)
    {
        slack.Log(call);
        var answer = new JsonObject { ["ok"] = false, ["error"] = refused.Code };
        if (refused.Needed is not null)
        {
            answer["needed"] = refused.Needed;
            answer["provided"] = string.Join(',', slack.Scopes);
        }

        if (refused.Errors is not null)
            answer["errors"] = refused.Errors;
        if (refused.Messages.Count > 0)
            answer["response_metadata"] = new JsonObject { ["messages"] = new JsonArray([.. refused.Messages.Select(message => JsonValue.Create(message))]) };
        await WriteAsync(http, answer);
    }

    private static Task WriteAsync(HttpContext http, JsonObject answer)
    {
        http.Response.ContentType = "application/json; charset=utf-8";
        return http.Response.WriteAsync(answer.ToJsonString());
    }
}
