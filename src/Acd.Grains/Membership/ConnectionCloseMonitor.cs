using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;
using Orleans.Configuration;

namespace Acd.Grains;

/// <summary>Notices that a connection with another silo has closed, which is the first sign of a silo's end.</summary>
internal sealed class ConnectionCloseMonitor
{
    // Many connections that close at once are one reason to look.
    private readonly Channel<bool> _closed = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Waits until a connection has closed since the last call.</summary>
    public async Task WaitAsync(CancellationToken cancel) => await _closed.Reader.ReadAsync(cancel);

    /// <summary>Watches the connections that this silo makes to others, and that others make to it.</summary>
    public void Watch(SiloConnectionOptions connections)
    {
        connections.ConfigureSiloOutboundConnection(Watch);
        connections.ConfigureSiloInboundConnection(Watch);
    }

    private void Watch(IConnectionBuilder builder) => builder.Use(next => async connection =>
    {
        try
        {
            await next(connection);
        }
        finally
        {
            _closed.Writer.TryWrite(true);
        }
    });
}
