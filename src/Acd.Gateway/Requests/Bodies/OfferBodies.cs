using Acd.Core;

namespace Acd.Gateway;

/// <summary>Why an offer is declined.</summary>
internal sealed class DeclineOfferBody
{
    public static readonly RequestSchema<DeclineOfferBody> Schema = new RequestSchema<DeclineOfferBody>("DeclineOffer")
        .Text("cause", Limits.ReasonLength,
            "busy, unreachable (the agent is set aside at once), rejected, failed, or a text of your own; none by default.",
            (body, cause) => body.Cause = cause, min: 1)
        .Example("The agent does not want it", "{}")
        .Example("The agent's telephone is not registered", """{"cause": "unreachable"}""");

    public string? Cause { get; set; }
}
