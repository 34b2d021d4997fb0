using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace IncidentBot.Tests.Slack.Fake;

/// <summary>Where files lie: uploaded to an address of their own, read with a token, answered with a page to sign in without one.</summary>
internal sealed class FakeFiles(FakeSlack slack)
{
    public const string UploadPrefix = "/upload/v1/";

    private readonly ConcurrentDictionary<string, FakeFile> _files = new();
    private readonly ConcurrentDictionary<string, (FakeFile File, int Length)> _uploads = new();

    public IReadOnlyCollection<FakeFile> All => [.. _files.Values];

    public FakeFile? Find(string? id) => id is null ? null : _files.GetValueOrDefault(id);

    public FakeFile Add(string name, string ownerId)
    {
        var file = new FakeFile(slack.Workspace.NewId("F"), name, ownerId);
        return _files[file.Id] = file;
    }

    public Uri Promise(FakeFile file, int length)
    {
        var key = Guid.NewGuid().ToString("N");
        _uploads[key] = (file, length);
        return new Uri(slack.Address, UploadPrefix + key);
    }

    /// <summary>Raw bytes, or a form with one file.</summary>
    public async Task<IResult> TakeAsync(string key, HttpRequest request)
    {
        if (!_uploads.TryRemove(key, out var upload))
            return Results.Text("ERROR - unknown upload", statusCode: StatusCodes.Status404NotFound);

        using var bytes = new MemoryStream();
        if (request.HasFormContentType)
            await (await request.ReadFormAsync()).Files.Single().CopyToAsync(bytes);
        else
            await request.Body.CopyToAsync(bytes);
        if (bytes.Length != upload.Length)
            return Results.Text("ERROR - length does not match", statusCode: StatusCodes.Status400BadRequest);

        upload.File.Content = bytes.ToArray();
        return Results.Text($"OK - {upload.Length}");
    }

    public IResult Show(string key, HttpRequest request)
    {
        var file = Find(key.Split('-')[^1]);
        var mayRead = request.Headers.Authorization == "Bearer " + FakeSlack.BotToken && slack.Scopes.Contains("files:read");
        if (!mayRead)
            return Results.Text("<!DOCTYPE html><html><head><title>Sign in | Slack</title></head><body>Sign in to your workspace</body></html>", "text/html; charset=utf-8");

        return file is { IsComplete: true } && IsSeenByBot(file) ? Results.Bytes(file.Content, file.MimeType) : Results.Text("File not found", statusCode: StatusCodes.Status404NotFound);
    }

    public bool IsSeenByBot(FakeFile file)
    {
        lock (slack.Workspace.Gate)
            return file.OwnerId == slack.Workspace.BotUser.Id || file.Shares.Any(share => share.Channel.Has(slack.Workspace.BotUser.Id));
    }
}
