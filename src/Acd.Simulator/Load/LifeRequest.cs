using System.Diagnostics;
using System.Globalization;

namespace Acd.Simulator;

/// <summary>The requests of a life, in their order.</summary>
internal enum LifeStep
{
    /// <summary>The contact is posted.</summary>
    Post,

    /// <summary>Its offer is accepted.</summary>
    Accept,

    /// <summary>It is completed.</summary>
    Complete,
}

/// <summary>One request of a life.</summary>
internal sealed class LifeRequest(Life life, LifeStep step) : Exchange
{
    private const int TooManyRequests = 429;
    private const int Unavailable = 503;

    public LifeStep Step { get; } = step;

    /// <summary>When it was handed to the client for the first time, by the clock of <see cref="Stopwatch"/>.</summary>
    public long HandedOverAt { get; set; }

    /// <summary>How often it was sent again.</summary>
    public int Retries { get; set; }

    public override int Write(Span<byte> buffer, RequestWriter writer) => Step switch
    {
        LifeStep.Post => writer.Write(buffer, "POST"u8, "/v1/contacts", life.Body),
        LifeStep.Accept => writer.Write(buffer, "POST"u8, $"/v1/offers/{life.Offer}/accept"),
        _ => writer.Write(buffer, "POST"u8, $"/v1/contacts/{life.Id}/complete"),
    };

    public override void Answered(int status, ReadOnlySpan<byte> body)
    {
        if (status is >= 200 and < 300)
        {
            life.Advance(this);
            return;
        }

        var code = Problem.Parse(body).Code ?? status.ToString(CultureInfo.InvariantCulture);
        life.Fail(this, code, mayRetry: status is TooManyRequests or Unavailable);
    }

    public override void Failed(string code) => life.Fail(this, code, mayRetry: true);
}
