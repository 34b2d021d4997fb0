namespace IncidentBot.Slack;

internal static class SlackLists
{
    public static void AddIfThere<T>(this List<T> list, T? item) where T : class
    {
        if (item is not null)
            list.Add(item);
    }
}
