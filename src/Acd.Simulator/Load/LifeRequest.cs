using System.Diagnostics;
using System.Globalization;

namespace Acd.Simulator;

/// <summary>The requests of a life, in their order.</summary>
internal enum LifecycleStep
{
    /// <summary>The contact is posted.</summary>
    Post,

    /// <summary>Its offer is accepted.</summary>
    Accept,

    /// <summary>It is completed.</summary>
    Complete,
}

/// <summary>One request of a life.</summary>
internal sealed class LifecycleRequest(ContactLifecycle life, LifecycleStep step) : HttpExchange
{
    private const int TooManyRequests = 429;
    private const int Unavailable = 503;

    public LifecycleStep Step { get; } = step;

    /// <summary>When it was handed to the client for the first time, by the clock of <see cref="Stopwatch"/>.</summary>
    public long FirstSentAt { get; set; }

    /// <summary>How often it was sent again.</summary>
    public int Retries { get; set; }

    public override int Write(Span<byte> buffer, HttpRequestWriter writer) => Step switch
    {
        LifecycleStep.Post => writer.Write(buffer, "POST"u8, "/v1/contacts", life.Body),
        LifecycleStep.Accept => writer.Write(buffer, "POST"u8, $"/v1/offers/{life.Offer}/accept"),
        _ => writer.Write(buffer, "POST"u8, $"/v1/contacts/{life.Id}/complete"),
    };

    public override void OnResponse(int status, ReadOnlySpan<byte> body)
    {
        if (status is >= 200 and < 300)
        {
            life.OnSucceeded(this);
            return;
        }

        var code = Problem.Parse(body).Code ?? status.ToString(CultureInfo.InvariantCulture);
        life.OnFailed(this, code, mayRetry: status is TooManyRequests or Unavailable);
    }

    public override void OnFailure(string code) => life.OnFailed(this, code, mayRetry: true);
}
