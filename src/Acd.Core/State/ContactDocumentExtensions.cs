namespace Acd.Core;

/// <summary>Maps contacts to their documents.</summary>
internal static class ContactDocumentExtensions
{
    public static ContactDocument ToDocument(this Contact contact) => new()
    {
        Id = contact.Id,
        State = contact.State,
        Queue = contact.Queue,
        Gate = contact.Gate,
        Channel = contact.Channel,
        Requirements = contact.Requirements,
        Asked = ReferenceEquals(contact.Asked, contact.Requirements) ? null : contact.Asked,
        Priority = contact.Priority,
        EnteredAt = contact.EnteredAt,
        Rank = contact.Rank,
        Sequence = contact.Sequence,
        Events = contact.Events,
        WaitingSince = contact.WaitingSince,
        InQueueSince = contact.InQueueSince,
        CallerId = contact.CallerId,
        Caller = contact.Caller,
        PreferredAgent = contact.PreferredAgent,
        PreferredUntil = contact.PreferredUntil,
        Plan = contact.Plan,
        PlanDone = contact.PlanDone,
        Expired = contact.Expired,
        Callback = contact.Callback,
        Attributes = contact.Attributes,
        Offers = OffersOf(contact),
        Cooldowns = CooldownsOf(contact),
        RoomAt = contact.RoomKeeper?.Id,
        RoomKeptSince = contact.Room?.Since,
        ToldUnservable = contact.ToldUnservable,
        Agent = contact.AgentId,
        ConnectedAt = contact.ConnectedAt,
        HeldSince = contact.HeldSince,
        Held = contact.Held,
        TalkEndedAt = contact.TalkEndedAt,
        WrapUpDue = contact.WrapUpEnd?.Due,
        ClosedAt = contact.ClosedAt,
        Reason = contact.Reason,
        EndedBy = contact.EndedBy,
        Disposition = contact.Disposition,
        Note = contact.Note,
        RejectedFor = contact.RejectedFor,
        UnstaffedSince = contact.UnstaffedSince,
        LeftEmpty = contact.LeftEmpty,
        Refusals = contact.Refusals,
        MetWhenRefused = contact.MetWhenRefused,
        Release = contact.Release,
        Parked = contact.Parked,
        Round = contact.Round,
        Request = contact.Request,
        PausedUntil = contact.PausedUntil,
        Handover = contact.Handover?.Document,
    };

    private static Cooldown[] CooldownsOf(Contact contact) => contact.HasCooldowns
        ? [.. contact.Cooldowns!.Select(own => new Cooldown(own.Agent.Id, own.Until) { FirmUntil = own.FirmUntil })]
        : [];

    private static readonly Comparer<OfferDocument> ByAge = Comparer<OfferDocument>.Create(
        (left, right) => Nullable.Compare(Offer.NumberOf(left.Id), Offer.NumberOf(right.Id)));

    private static OfferDocument[] OffersOf(Contact contact)
    {
        var past = contact.PastOffers?.Count ?? 0;
        if (past + contact.Offers.Count == 0) return [];
        var offers = new OfferDocument[past + contact.Offers.Count];
        contact.PastOffers?.CopyTo(offers);
        for (var index = 0; index < contact.Offers.Count; index++) offers[past + index] = contact.Offers[index].Document;

        // A later offer may have ended before an earlier one that was made at the same time.
        if (offers.Length > 1) Array.Sort(offers, ByAge);
        return offers;
    }
}
