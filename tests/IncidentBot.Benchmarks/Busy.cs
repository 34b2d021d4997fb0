namespace IncidentBot.Benchmarks;

/// <summary>What people feel while it burns: commands and forms beside a stream of chat, and many incidents at once.</summary>
internal static class Busy
{
    private const int MessagesPerSecond = 100;
    private const int Incidents = 20;

    public static async Task RunAsync(Load bot, TimeSpan howLong)
    {
        var chat = bot.PacedAsync(MessagesPerSecond, [Load.Channel], howLong);
        var commands = Load.RepeatedAsync(number => bot.CommandAsync($"note busy, number {number}"), TimeSpan.FromMilliseconds(150), howLong);
        var forms = Load.RepeatedAsync(_ => bot.PressAsync("note"), TimeSpan.FromMilliseconds(350), howLong);
        await Task.WhenAll(chat, commands, forms);
        Console.WriteLine($"chat, {MessagesPerSecond} a second             {await chat}");
        Console.WriteLine($"commands meanwhile             {await commands} (goal p99 < 500 ms)");
        Console.WriteLine($"a press until its form is open {await forms} (a trigger lives 3,000 ms)");

        var channels = Enumerable.Range(1, Incidents).Select(number => $"C1{number:00}").ToList();
        foreach (var channel in channels)
            await bot.CommandAsync("start P2 One of many --here", channel);
        var many = await bot.PacedAsync(Incidents, channels, howLong);
        Console.WriteLine($"{Incidents} incidents, 60 messages a minute each {many}");
    }
}
