namespace IncidentBot.Slack;

/// <summary>What stands beside a channel: bookmarks, a canvas, files.</summary>
public sealed record SlackShelf(SlackBookmarks Bookmarks, SlackCanvases Canvases, SlackUploads Uploads, SlackFileFetcher Files);
