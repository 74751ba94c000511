namespace Acd.Grains;

/// <summary>The names by which a process finds its cluster, and its center in it.</summary>
/// <param name="Cluster">The name under which Orleans keeps the cluster's members.</param>
/// <param name="Center">The contact center that the cluster serves.</param>
public sealed record ClusterNames(string Cluster, string Center)
{
    /// <summary>The name of a cluster, and of a center, that has no other.</summary>
    public const string Default = "acd";
}
