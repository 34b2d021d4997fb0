using IncidentBot.Chat;
using IncidentBot.Chat.People;
using Xunit;

namespace IncidentBot.Tests.People;

public sealed class AddressedPlatformTests
{
    [Fact]
    public void Passes_on_everything_that_a_platform_can_do()
    {
        var map = typeof(AddressedPlatform).GetInterfaceMap(typeof(IChatPlatform));

        var dropped = map.InterfaceMethods.Zip(map.TargetMethods).Where(pair => pair.Second.DeclaringType != typeof(AddressedPlatform)).Select(pair => pair.First.Name);

        Assert.Empty(dropped);
    }
}
