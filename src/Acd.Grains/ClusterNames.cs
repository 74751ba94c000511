namespace Acd.Grains;

/// <summary>What silos and clients must agree on to be one cluster.</summary>
/// <param name="Center">The center's name, which is its cluster's too: one cluster serves one center.</param>
public sealed record ClusterNames(string Center)
{
    /// <summary>The name under which Orleans keeps the cluster's members.</summary>
    public string Cluster => $"acd-{Center}";
}
