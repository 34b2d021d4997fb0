using System.Xml.Linq;
using Dapper;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Npgsql;

namespace IncidentBot.Storage;

/// <summary>Keeps the keys of Data Protection, so that every replica reads what another one encrypted.</summary>
public sealed class KeyRingStore(NpgsqlDataSource dataSource) : IXmlRepository
{
    // Any number that nothing else in this database locks.
    private const long LockKey = 0x1C1D_0B07_0002;

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var connection = dataSource.OpenConnection();
        return [.. connection.Query<string>("select xml from encryption_keys order by id").Select(xml => XElement.Parse(xml))];
    }

    /// <summary>
    /// Of replicas that make a key at the same moment one succeeds; the others read again after storing, and find it.
    /// With a key each, one could not read what another one encrypts until its ring is read anew, a day later.
    /// </summary>
    public void StoreElement(XElement element, string friendlyName)
    {
        const string sql = """
            insert into encryption_keys (name, xml, is_key)
            select @friendlyName, @xml, @isKey
             where not @isKey
                or not exists (select 1 from encryption_keys where is_key and created_at > now() - interval '5 minutes')
            """;
        using var connection = dataSource.OpenConnection();
        using var transaction = connection.BeginTransaction();
        connection.Execute("select pg_advisory_xact_lock(@LockKey)", new { LockKey });
        connection.Execute(sql, new
        {
            friendlyName,
            xml = element.ToString(SaveOptions.DisableFormatting),
            isKey = element.Name.LocalName == "key",
        });
        transaction.Commit();
    }
}
