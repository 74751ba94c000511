using Acd.Hosting;

namespace Acd.Connections.Tests;

/// <summary>A center that is where a test says.</summary>
internal sealed class FixedCenter(EngineHost? host) : ILocalCenter
{
    public EngineHost? ActiveHost { get; set; } = host;
}
