using System.Diagnostics;

namespace Acd.Simulator;

/// <summary>
/// What comes next in a life: the offer is accepted at once, the talk takes its time, and then the contact is complete.
/// </summary>
internal sealed class LifeCourse(LeanClient client, Pacer pacer, LoadScore score, TimeSpan talk, Action over)
{
    // Ten seconds of trying: a standby is in charge long before.
    private const int MaxRetries = 50;
    private static readonly TimeSpan BeforeRetry = TimeSpan.FromMilliseconds(200);

    private volatile bool _givenUp;

    /// <summary>Begins a life.</summary>
    public void Begin(Life life)
    {
        score.Begun();
        Send(life.Post);
        score.Record(LatencyKind.GeneratorLag, life, life.ScheduledAt, life.Post.HandedOverAt);
    }

    /// <summary>Tries nothing again any longer.</summary>
    public void GiveUp() => _givenUp = true;

    public void Offered(Life life, bool first)
    {
        if (first)
            score.Record(LatencyKind.PostToOffer, life, life.ScheduledAt, Stopwatch.GetTimestamp());
        Send(life.Accept);
    }

    public void Advanced(Life life, LifeRequest request)
    {
        var now = Stopwatch.GetTimestamp();
        switch (request.Step)
        {
            case LifeStep.Post:
                score.Record(LatencyKind.Post, life, life.ScheduledAt, now);
                break;
            case LifeStep.Accept:
                score.Record(LatencyKind.Accept, life, request.HandedOverAt, now);
                if (talk == TimeSpan.Zero)
                    Send(life.Complete);
                else
                    pacer.After(talk, () => Send(life.Complete));
                break;
            default:
                score.Record(LatencyKind.Complete, life, request.HandedOverAt, now);
                score.Completed(now);
                over();
                break;
        }
    }

    public void Failed(Life life, LifeRequest request, string code, bool mayRetry)
    {
        score.Failed(request.Step, code);
        if (request.Step == LifeStep.Post)
        {
            // Not acknowledged, and so nobody's duty. The next life of a closed loop begins a little later, lest a gateway that
            // is down is stormed.
            pacer.After(BeforeRetry, over);
        }
        else if (mayRetry && !_givenUp && request.Retries++ < MaxRetries)
        {
            pacer.After(BeforeRetry, () => client.Send(request));
        }
    }

    private void Send(LifeRequest request)
    {
        request.HandedOverAt = Stopwatch.GetTimestamp();
        client.Send(request);
    }
}
