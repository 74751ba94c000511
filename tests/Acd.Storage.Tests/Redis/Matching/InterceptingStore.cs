using Acd.Core;
using Acd.Hosting;
using Acd.Testing;

namespace Acd.Storage.Tests;

/// <summary>A store that passes every call on and runs a callback before each call of its matching.</summary>
/// <param name="inner">The store.</param>
/// <param name="before">The callback, with the number of the call.</param>
internal sealed class InterceptingStore(IStore inner, Action<int> before) : DelegatingStore(inner)
{
    /// <summary>The number of calls.</summary>
    public int Calls { get; private set; }

    public override async ValueTask<IReferenceMatching> OpenMatchingAsync(Lease lease, CancellationToken cancel = default) =>
        new InterceptingMatching(this, await Inner.OpenMatchingAsync(lease, cancel));

    private void Intercept() => before(++Calls);

    private sealed class InterceptingMatching(InterceptingStore store, IReferenceMatching inner) : IReferenceMatching
    {
        public void ApplyChanges(IReadOnlyList<WaitingLineChange> line, IReadOnlyList<ReadySetChange> ready)
        {
            store.Intercept();
            inner.ApplyChanges(line, ready);
        }

        public ContactId? TakeFirst()
        {
            store.Intercept();
            return inner.TakeFirst();
        }

        public IReadOnlyList<AgentId> FindReady(ReadySetKey room, IReadOnlyList<SkillId> skills)
        {
            store.Intercept();
            return inner.FindReady(room, skills);
        }
    }
}
