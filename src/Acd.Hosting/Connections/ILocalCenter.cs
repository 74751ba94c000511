namespace Acd.Hosting;

/// <summary>Whether the center's engine is in this process: on Redis where the dispatcher is, else in the one process.</summary>
public interface ILocalCenter
{
    /// <summary>The host that holds the lease and serves; null where it is elsewhere, or does not serve.</summary>
    EngineHost? ActiveHost { get; }
}

/// <summary>The center of a process that is no member of a cluster.</summary>
/// <param name="host">The host.</param>
internal sealed class SingleLocalCenter(EngineHost host) : ILocalCenter
{
    public EngineHost? ActiveHost => host.Status == CenterStatus.Active ? host : null;
}
