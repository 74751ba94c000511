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
        new(26, choose => choose.Center.Contacts.Count < Enough ? Enqueue(choose) : new AbandonContact(choose.Contact(Queued))),
        new(12, choose => new CompleteContact(choose.Contact(Connected))),
        new(4, choose => new EndWrapUp(choose.Contact(WrapUp))),
        new(5, choose => new AbandonContact(choose.Contact(Queued, Offered), Reason(choose))),
        new(4, choose => new RequeueContact(choose.Contact(Connected, Offered, Queued))),
        new(4, choose => new TransferContact(choose.Contact(Connected, Queued, Offered), choose.Requirements())),
        new(2, choose => new HoldContact(choose.Contact(Connected))),
        new(2, choose => new ResumeContact(choose.Contact(Connected))),
        new(4, choose => new ChangePriority(choose.Contact(Queued, Offered), choose.Dice.Below(10))),
    ];

    private static EnqueueContact Enqueue(Chooser choose) =>
        new(choose.Dice.Chance(94) ? choose.NewContact() : choose.AnyContact())
        {
            Channel = choose.Dice.Pick(choose.Scenery.Channels),
            Requirements = choose.Requirements(),
            Priority = choose.Dice.Chance(60) ? 0 : choose.Dice.Below(10),
            Attributes = choose.Dice.Chance(10) ? "{\"crm\":7}" : null,
        };

    private static CloseReason Reason(Chooser choose) => choose.Dice.Pick(CloseReason.Abandoned, CloseReason.Canceled);
}
