using System.Buffers;

namespace IncidentBot;

/// <summary>What came in, in borrowed memory. Giving it back ends every view of it.</summary>
public sealed class IncomingBody : IDisposable
{
    /// <summary>Slack's largest payload, a view, and Teams' largest message are a quarter of this.</summary>
    public const int Largest = 1024 * 1024;

    private byte[] _bytes;
    private int _length;

    public IncomingBody(int size) => _bytes = ArrayPool<byte>.Shared.Rent(size);

    public Memory<byte> Bytes => _bytes.AsMemory(0, _length);

    /// <summary>Where what comes next goes; never empty.</summary>
    public Memory<byte> Room
    {
        get
        {
            if (_length == _bytes.Length)
                Grow();
            return _bytes.AsMemory(_length);
        }
    }

    /// <returns>Whether that is not yet too much.</returns>
    public bool Took(int count)
    {
        _length += count;
        return _length <= Largest;
    }

    public void Clear() => _length = 0;

    /// <returns>Nothing if it is larger than <see cref="Largest"/>; the rest of it is not read.</returns>
    public static async ValueTask<IncomingBody?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > Largest)
            return null;

        var body = new IncomingBody((int)(request.ContentLength ?? 4096) + 1);
        try
        {
            if (await body.FillAsync(request.Body, cancellationToken))
                return body;
        }
        catch
        {
            body.Dispose();
            throw;
        }

        body.Dispose();
        return null;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        _length = 0;
    }

    private async ValueTask<bool> FillAsync(Stream source, CancellationToken cancellationToken)
    {
        while (await source.ReadAsync(Room, cancellationToken) is var read and > 0)
        {
            if (!Took(read))
                return false;
        }

        return true;
    }

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(2 * _bytes.Length);
        Bytes.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
