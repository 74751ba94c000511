namespace Acd.Cluster.Tests;

[Collection(ClusterCollection.Name)]
public sealed class MemoryHostComplianceTests(MemoryHostFixture center)
    : ContactCenterCompliance(center), IClassFixture<MemoryHostFixture>;

[Collection(ClusterCollection.Name)]
public sealed class SqliteHostComplianceTests(SqliteHostFixture center)
    : ContactCenterCompliance(center), IClassFixture<SqliteHostFixture>;

[Collection(ClusterCollection.Name)]
public sealed class RedisHostComplianceTests(RedisHostFixture center)
    : ContactCenterCompliance(center), IClassFixture<RedisHostFixture>;

[Collection(ClusterCollection.Name)]
public sealed class ServerComplianceTests(ServerFixture center) : ContactCenterCompliance(center), IClassFixture<ServerFixture>;

[Collection(ClusterCollection.Name)]
public sealed class ClusterComplianceTests(ClusterOfThreeFixture center)
    : ContactCenterCompliance(center), IClassFixture<ClusterOfThreeFixture>;
