namespace Acd.Storage.Tests;

/// <summary>A clock that moves only on command.</summary>
internal sealed class ManualTime : TimeProvider
{
    private DateTimeOffset _now = TestDocuments.Start.ToDateTimeOffset();

    public override DateTimeOffset GetUtcNow() => _now;

    public void Advance(TimeSpan duration) => _now += duration;
}
