using System.Xml.Linq;
using IncidentBot.Storage;
using IncidentBot.Tests.Infrastructure;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Xunit;

namespace IncidentBot.Tests.Storage;

public sealed class KeyRingStoreTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Keeps_one_of_the_keys_that_replicas_make_at_the_same_moment()
    {
        await using var database = await OpenAsync();
        var rings = Enumerable.Range(0, 4).Select(_ => new KeyRingStore(database)).ToList();

        await Task.WhenAll(rings.Select((ring, number) => Task.Run(() => ring.StoreElement(new XElement("key", new XAttribute("id", number)), $"key-{number}"))));

        var key = Assert.Single(rings[0].GetAllElements());
        Assert.All(rings, ring => Assert.Equal(key.ToString(), Assert.Single(ring.GetAllElements()).ToString()));
    }

    [Fact]
    public async Task Keeps_every_revocation()
    {
        await using var database = await OpenAsync();
        var ring = new KeyRingStore(database);

        ring.StoreElement(new XElement("key"), "key");
        ring.StoreElement(new XElement("revocation", 1), "revocation-1");
        ring.StoreElement(new XElement("revocation", 2), "revocation-2");

        Assert.Equal(["key", "revocation", "revocation"], ring.GetAllElements().Select(element => element.Name.LocalName));
    }

    private async Task<NpgsqlDataSource> OpenAsync()
    {
        var database = NpgsqlDataSource.Create(await postgres.CreateDatabaseAsync());
        await Migrator.RunAsync(database, Migration.Embedded(), TimeProvider.System, NullLogger.Instance, TestContext.Current.CancellationToken);
        return database;
    }
}
