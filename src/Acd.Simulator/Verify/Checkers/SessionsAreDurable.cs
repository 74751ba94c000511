using Acd.Core;
using Acd.Hosting;

namespace Acd.Simulator.Verify;

/// <summary>
/// A session, which the host writes beside the engine's documents, is in the store when its writer is answered.
/// </summary>
internal sealed class SessionsAreDurable : Checker
{
    private const string Prefix = "session:";

    private readonly HashSet<NamedDocument> _written = [];
    private readonly Dictionary<string, int> _lastWrites = new(StringComparer.Ordinal);

    public override string Rule => "An acknowledged session is stored.";

    public override string? AfterCommit(CommittedBatch commit, ProjectedState state, SimulatedDatabase database)
    {
        foreach (var document in commit.Changes.Named)
        {
            if (!document.Name.StartsWith(Prefix, StringComparison.Ordinal)) continue;
            if (database.Named.GetValueOrDefault(document.Name) != document.Json)
                return $"The document {document.Name} was committed, but is not in the store.";
            _written.Add(document);
            _lastWrites[document.Name] = commit.Number;
        }

        return null;
    }

    /// <summary>Of two writes in one batch the store has the later, so one of the name since the request is enough.</summary>
    public override string? OnReply(RevealedReply revealed, ProjectedState state, SimulatedDatabase database) =>
        revealed is { Request: WriteDocument { Document: var document }, Reply: not Refusal } && !_written.Contains(document)
        && _lastWrites.GetValueOrDefault(document.Name) <= revealed.CommitsBefore
            ? $"The document {document.Name} was acknowledged, but the store never had it."
            : null;
}
