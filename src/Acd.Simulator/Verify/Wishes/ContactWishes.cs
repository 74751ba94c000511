using Acd.Core;
using static Acd.Core.ContactState;

namespace Acd.Simulator.Verify;

/// <summary>What customers want, and agents with a customer.</summary>
internal static class ContactWishes
{
    /// <summary>So many open contacts are enough: more would only wait.</summary>
    private const int Enough = 16;

    public static IReadOnlyList<Wish> All { get; } =
    [
        new(28, choose => choose.Center.Contacts.Count < Enough ? Enqueue(choose) : new AbandonContact(choose.Contact(Queued))),
        new(3, choose => ComeBack(choose) ?? Enqueue(choose)),
        new(12, choose => new CompleteContact(choose.Contact(Connected))),
        new(4, choose => new EndWrapUp(choose.Contact(WrapUp))),
        new(5, choose => new AbandonContact(choose.Contact(Queued, Offered), Reason(choose))),
        new(4, choose => new RequeueContact(choose.Contact(Connected, Offered, Queued))),
        new(4, Transfer),
        new(2, choose => new HoldContact(choose.Contact(Connected))),
        new(2, choose => new ResumeContact(choose.Contact(Connected))),
        new(4, choose => new ChangePriority(choose.Contact(Queued, Offered), choose.Dice.Below(10))),
    ];

    private static Wanted Enqueue(Chooser choose)
    {
        var contact = WithoutGate(choose);
        return choose.Dice.Chance(40) && choose.Gate() is { } gate ? contact with { Queue = null, Gate = gate } : contact;
    }

    /// <summary>Somebody who hung up calls again, if there is somebody.</summary>
    private static Wanted? ComeBack(Chooser choose)
    {
        var left = choose.Center.Returns.All.Select(place => place.Name.Split('/')).ToList();
        if (left.Count == 0) return null;
        var place = choose.Dice.Pick(left);
        return WithoutGate(choose) with { Queue = new QueueId(place[0]), CallerId = place[1] };
    }

    private static Wanted Transfer(Chooser choose)
    {
        var dice = choose.Dice;
        var transfer = new TransferContact(
            choose.Contact(Connected, Queued, Offered), dice.Chance(60) ? choose.Requirements() : null)
        {
            Queue = dice.Chance(30) ? choose.Queue() : null,
            Agent = dice.Chance(choose.Style.Preferences) ? choose.Agent() : null,
            PreferredFor = dice.Chance(choose.Style.Preferences) ? dice.Seconds(0, 1, 3, 10) : null,
            NewPlace = dice.Chance(15),
        };
        return dice.Chance(25) && choose.Gate() is { } gate ? transfer with { Queue = null, Gate = gate } : transfer;
    }

    private static EnqueueContact WithoutGate(Chooser choose) =>
        new(choose.Dice.Chance(94) ? choose.NewContact() : choose.AnyContact())
        {
            Queue = choose.Dice.Chance(35) ? choose.Queue() : null,
            Channel = choose.Dice.Pick(choose.Scenery.Channels),
            Requirements = choose.Requirements(),
            Priority = choose.Dice.Chance(60) ? null : choose.Dice.Below(10),
            PreferredAgent = choose.Dice.Chance(choose.Style.Preferences) ? choose.Agent() : null,
            PreferredFor = choose.Dice.Chance(choose.Style.Preferences) ? choose.Dice.Seconds(0, 1, 3, 10) : null,
            Plan = choose.Dice.Chance(choose.Style.Plans) ? PlanWishes.Plan(choose) : null,
            CallerId = choose.Dice.Chance(choose.Style.Callers) ? $"t{choose.Dice.Below(5)}" : null,
            Attributes = choose.Dice.Chance(10) ? "{\"crm\":7}" : null,
        };

    private static CloseReason Reason(Chooser choose) => choose.Dice.Pick(CloseReason.Abandoned, CloseReason.Canceled);
}
