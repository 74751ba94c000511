using System.Net;
using Acd.Core;
using Acd.Hosting;
using Acd.Storage;
using Microsoft.Extensions.Options;

namespace Acd.Silo;

/// <summary>Which center a process serves, where its documents are, and which part of the cluster the process is.</summary>
public sealed class CenterOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Acd";

    /// <summary>
    /// The store: <c>sqlite:FILE</c>, <c>redis://HOST:PORT</c>, <c>redis+sentinel://HOST:PORT,…/NAME</c>, the same with
    /// <c>rediss</c> for TLS, or <c>memory:</c>, which ends with the process.
    /// </summary>
    public string Store { get; set; } = "sqlite:./data/acd.db";

    /// <summary>
    /// The center's name: 1 to 64 of A-Z a-z 0-9 . _ : -. Processes with the same store and name are one center.
    /// </summary>
    public string Center { get; set; } = "acd";

    /// <summary>The Orleans cluster's name, of the same form. Processes with the same Redis and name are one cluster.</summary>
    public string Cluster { get; set; } = "acd";

    /// <summary>The part that the process plays. On SQLite and in memory it is <see cref="ProcessRole.All"/>.</summary>
    public ProcessRole Role { get; set; }

    /// <summary>
    /// How the dispatcher matches contacts and agents: <c>index</c>, or <c>zinter</c> on a Redis store. All members say the
    /// same. Null leaves it to <c>Engine:Matching</c>.
    /// </summary>
    public string? Matching { get; set; }

    /// <summary>
    /// The address at which other members and gateways reach this member: an IP address, a name that is resolved at the start,
    /// or <c>auto</c> for the machine's own. Null means 127.0.0.1, which is allowed only where Redis is on this machine.
    /// </summary>
    public string? Advertise { get; set; }

    /// <summary>The port for other members; null for 11111, or for any free port where the address is loopback.</summary>
    public int? SiloPort { get; set; }

    /// <summary>The port for gateways; null for 30000, or for any free port where the address is loopback.</summary>
    public int? GatewayPort { get; set; }

    /// <summary>Whether the store is Redis, so that the process is part of a cluster.</summary>
    public bool IsClustered => RedisAddress.IsRedisUrl(Store);

    /// <summary>What is wrong with these options, a sentence each; empty where all is well.</summary>
    public IEnumerable<string> GetValidationErrors()
    {
        var store = StoreError();
        if (store is not null) yield return store;
        if (!Id.IsValid(Center)) yield return $"Center is \"{Center}\"; it must be 1 to 64 of A-Z a-z 0-9 . _ : -.";
        if (!Id.IsValid(Cluster)) yield return $"Cluster is \"{Cluster}\"; it must be 1 to 64 of A-Z a-z 0-9 . _ : -.";
        if (Role != ProcessRole.All && !IsClustered)
            yield return $"Role is \"{Role}\", for which Store must be Redis; it is \"{ShownStore}\".";
        if (!MatchingNames.TryParse(Matching, out var matching))
            yield return $"Matching is \"{Matching}\"; it must be {MatchingNames.All}.";
        if (matching == MatchingKind.Zinter && !IsClustered)
            yield return $"Matching is \"{Matching}\", for which Store must be Redis; it is \"{ShownStore}\".";
        if (SiloPort is < 1 or > 65_535) yield return $"SiloPort is {SiloPort}; it must be 1 to 65535.";
        if (GatewayPort is < 1 or > 65_535 || (GatewayPort is not null && GatewayPort == SiloPort))
            yield return $"GatewayPort is {GatewayPort}; it must be 1 to 65535, and not SiloPort.";
        if (IsClustered && Role != ProcessRole.Gateway && Advertise is null && store is null && !IsOnThisMachine())
        {
            yield return $"Advertise must be this machine's address for other members, because Store is \"{ShownStore}\": "
                + "an IP address, a name, or auto.";
        }
        else if (Advertise is not null && string.IsNullOrWhiteSpace(Advertise))
            yield return "Advertise must be an IP address, a name, or auto.";
    }

    /// <summary>Throws where an option is wrong.</summary>
    /// <exception cref="OptionsValidationException">It has a sentence for each wrong option.</exception>
    public void Validate()
    {
        if (GetValidationErrors().ToList() is { Count: > 0 } wrong) throw Invalid([.. wrong]);
    }

    // A URL may have a password, which no message shows.
    private string ShownStore => RedisAddress.WithoutLogin(Store);

    internal static OptionsValidationException Invalid(params string[] messages) =>
        new(nameof(CenterOptions), typeof(CenterOptions), messages);

    private string? StoreError()
    {
        try
        {
            if (IsClustered) RedisAddress.Parse(Store);
            else if (Store != "memory:" && (!Store.StartsWith("sqlite:", StringComparison.Ordinal) || Store.Length == 7))
                return $"Store is \"{ShownStore}\"; it must be sqlite:FILE, {RedisAddress.SupportedFormats} or memory:.";
            return null;
        }
        catch (ArgumentException e)
        {
            return $"Store is \"{ShownStore}\". {e.Message}";
        }
    }

    private bool IsOnThisMachine()
    {
        var redis = RedisAddress.Parse(Store);
        var hosts = redis.Sentinels?.EndPoints.Select(sentinel => sentinel.Host) ?? [redis.Host];
        return hosts.All(host => host == "localhost" || (IPAddress.TryParse(host, out var ip) && IPAddress.IsLoopback(ip)));
    }
}

/// <summary>The part of a cluster that a process is.</summary>
public enum ProcessRole
{
    /// <summary>A member that has the HTTP API too.</summary>
    All,

    /// <summary>The HTTP API only: an Orleans client of the cluster.</summary>
    Gateway,

    /// <summary>A member without the HTTP API.</summary>
    Silo,
}
