namespace Acd.Grains;

/// <summary>The names that members and clients of a cluster agree on.</summary>
/// <param name="Cluster">The name under which Orleans keeps the cluster's members.</param>
/// <param name="Center">The center's name.</param>
public sealed record ClusterNames(string Cluster, string Center);
