using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Acd.Gateway;

/// <summary>The HTTP server's limits.</summary>
internal sealed partial class KestrelOptionsSetup(IOptions<GatewayOptions> options, ILogger<KestrelOptionsSetup> logger)
    : IConfigureOptions<KestrelServerOptions>
{
    public void Configure(KestrelServerOptions server)
    {
        var settings = options.Value;
        server.AddServerHeader = false;
        server.Limits.MaxConcurrentConnections = settings.MaxConnections;
        server.Limits.MaxRequestBodySize = RequestBodyReader.MaxDrainedBytes;
        if (settings.Keys.Count == 0) LogLoopbackOnly();
    }

    [LoggerMessage(LogLevel.Warning,
        "No API keys are configured: only this machine may call, and every caller may do everything")]
    private partial void LogLoopbackOnly();
}
