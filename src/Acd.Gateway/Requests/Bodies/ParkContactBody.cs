using Acd.Core;

namespace Acd.Gateway;

/// <summary>The time for which a contact is parked, and the reason.</summary>
internal sealed class ParkContactBody
{
    public static readonly RequestSchema<ParkContactBody> Schema = new RequestSchema<ParkContactBody>("ParkContact")
        .Instant("until", "When it comes back by itself, at most 30 days from now; by default it waits for unpark.",
            (body, until) => body.Until = until)
        .Text("reason", Limits.ReasonLength, "The reason.", (body, reason) => body.Reason = reason)
        .Connection((body, offer) => body.Offer = offer)
        .Example("Until the parts are there", """{"until": "2026-03-05T08:00:00Z", "reason": "waits for parts"}""")
        .Example("Until it is unparked", "{}");

    public Timestamp? Until { get; set; }

    public string? Reason { get; set; }

    public OfferId? Offer { get; set; }
}
