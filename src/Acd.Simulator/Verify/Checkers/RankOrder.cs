using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>Of the contacts that anybody is ready for, the first by rank goes first.</summary>
internal sealed class RankOrder : Checker
{
    public override string Rule => "Contacts are offered in the order of their ranks.";

    public override string? BeforeEvent(CenterMirror center, CenterEvent happened)
    {
        if (happened is not ContactOffered offered) return null;
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
