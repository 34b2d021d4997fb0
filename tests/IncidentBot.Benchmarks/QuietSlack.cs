namespace IncidentBot.Benchmarks;

/// <summary>Says yes to every method, so that the bot has somebody to talk to. It proves nothing; the tests' strict fake does.</summary>
internal static class QuietSlack
{
    public static async Task<int> RunAsync(string port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var app = builder.Build();
        var ts = 0;
        app.Map("/api/{method}", async (HttpContext http, string method) =>
        {
            var channel = http.Request.HasFormContentType ? (await http.Request.ReadFormAsync())["channel"].ToString() : "";
            return Results.Json(Answer(method, channel, () => Interlocked.Increment(ref ts)));
        });
        await app.RunAsync();
        return 0;
    }

    private static Dictionary<string, object> Answer(string method, string channel, Func<int> next) => method switch
    {
        "auth.test" => new Dictionary<string, object> { ["ok"] = true, ["url"] = "https://bench.slack.com/", ["team"] = "Bench", ["team_id"] = Load.Team, ["user_id"] = "UBOT", ["bot_id"] = "BBOT" },
        "users.info" => new() { ["ok"] = true, ["user"] = new Dictionary<string, object> { ["id"] = "U01", ["real_name"] = "Ada", ["tz"] = "Europe/London", ["profile"] = new Dictionary<string, string> { ["display_name"] = "Ada" } } },
        "chat.postMessage" => new() { ["ok"] = true, ["channel"] = Load.Channel, ["ts"] = $"1.{next():000000}" },
        "conversations.info" => new() { ["ok"] = true, ["channel"] = new Dictionary<string, object> { ["id"] = channel, ["name"] = "bench", ["is_member"] = true } },
        "views.open" => new() { ["ok"] = true, ["view"] = new Dictionary<string, string> { ["id"] = "V01", ["hash"] = "1.a" } },
        _ => new() { ["ok"] = true },
    };
}
