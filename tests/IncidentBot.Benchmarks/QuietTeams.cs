namespace IncidentBot.Benchmarks;

/// <summary>Teams' far side: the keys that it signs with, a token for everybody, and a connector that takes all. It proves nothing; the tests' strict fake does.</summary>
internal static class QuietTeams
{
    /// <summary>What a call of the real one takes, about.</summary>
    private static readonly TimeSpan OfACall = TimeSpan.FromMilliseconds(100);

    /// <param name="modulus">Of the key that the load signs with, in base64url.</param>
    public static async Task<int> RunAsync(string port, string modulus)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var app = builder.Build();
        var last = 0;
        app.MapGet("/openid", () => Results.Json(new { issuer = TeamsLoad.Issuer, jwks_uri = $"http://127.0.0.1:{port}/keys", id_token_signing_alg_values_supported = new[] { "RS256" } }));
        app.MapGet("/keys", () => Results.Json(new { keys = new[] { new { kty = "RSA", use = "sig", kid = TeamsLoad.KeyId, n = modulus, e = "AQAB", endorsements = new[] { "msteams" } } } }));
        app.MapPost("/token", () => Results.Json(new { token_type = "Bearer", expires_in = 3600, access_token = "of-the-benchmark" }));
        app.MapGet("/v3/conversations/{place}/members/{id}", async (string id) =>
        {
            await Task.Delay(OfACall);
            return Results.Json(new { id = $"29:{id}", aadObjectId = id, name = "Ada", tenantId = TeamsLoad.Tenant, userRole = "user" });
        });
        app.Map("/v3/{**rest}", async () =>
        {
            await Task.Delay(OfACall);
            return Results.Json(new { id = $"19:home@thread.tacv2;messageid={Interlocked.Increment(ref last)}", activityId = $"{last}" });
        });
        await app.RunAsync();
        return 0;
    }
}
