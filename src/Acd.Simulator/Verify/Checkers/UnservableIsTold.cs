using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>A contact whose skills nobody logged in has is told of at once, and no other.</summary>
internal sealed class UnservableIsReported : Checker
{
    public override string Rule => "An unservable contact is told of at once.";

    public override string? BeforeEvent(ProjectedState center, CenterEvent happened)
    {
        if (happened is not ContactUnservable told) return null;
        if (!center.Contacts.TryGetValue(told.Contact, out var contact)) return null;
        if (contact.ToldUnservable) return $"The contact {contact.Id} is told as unservable twice.";
        if (contact.Callback?.NotBefore > happened.At)
            return $"The contact {contact.Id} is told as unservable while it waits for its next attempt.";
        return center.LoggedInFor(contact.Requirements) is { } agent
            ? $"The contact {contact.Id} is no unservable one: {agent.Id} has its skills."
            : null;
    }

    public override string? AfterCommit(CommittedBatch commit, ProjectedState center, SimulatedDatabase database)
    {
        foreach (var contact in center.Waiting)
        {
            var waits = contact.Callback?.NotBefore is null;
            if (waits && !contact.ToldUnservable && center.LoggedInFor(contact.Requirements) is null)
                return $"The contact {contact.Id} is unservable, and nobody was told.";
        }

        return null;
    }
}
