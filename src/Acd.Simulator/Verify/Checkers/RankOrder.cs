using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>
/// Of the contacts that anybody is ready for, the first by rank goes first. What a supervisor assigns goes when that is asked:
/// its former offer, taken back for it, may leave an agent ready whom the first in line gets only then.
/// </summary>
internal sealed class RankOrder : Checker
{
    public override string Rule => "Contacts are offered in the order of their ranks.";

    public override string? BeforeEvent(ProjectedState center, CenterEvent happened)
    {
        if (happened is not ContactOffered { Assigned: false } offered) return null;
        if (!center.Contacts.TryGetValue(offered.Contact, out var contact)) return null;
        foreach (var earlier in center.Waiting.TakeWhile(other => other.Key.CompareTo(contact.Key) < 0))
        {
            var ready = center.Agents.Values.FirstOrDefault(agent => center.IsSurelyReady(earlier, agent, offered.At));
            if (ready is not null)
                return $"The contact {contact.Id} is offered to {offered.Agent} before {earlier.Id}, "
                    + $"which stands before it in line and which {ready.Id} is ready for.";
        }

        return null;
    }
}
