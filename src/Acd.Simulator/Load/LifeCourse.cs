using System.Diagnostics;

namespace Acd.Simulator;

/// <summary>
/// What comes next in a life: the offer is accepted at once, the talk takes its time, and then the contact is complete.
/// </summary>
internal sealed class LifecycleDriver(LoadHttpClient client, Pacer pacer, LoadMetrics score, TimeSpan talk, Action over)
{
    // Ten seconds of trying: a standby is in charge long before.
    private const int MaxRetries = 50;
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(200);

    private volatile bool _stopRetrying;

    /// <summary>Begins a life.</summary>
    public void Begin(ContactLifecycle life)
    {
        score.CountBegun();
        Send(life.Post);
        score.Record(LatencyKind.GeneratorLag, life, life.ScheduledAt, life.Post.FirstSentAt);
    }

    /// <summary>Tries nothing again any longer.</summary>
    public void StopRetrying() => _stopRetrying = true;

    public void OnOffered(ContactLifecycle life, bool first)
    {
        if (first)
            score.Record(LatencyKind.PostToOffer, life, life.ScheduledAt, Stopwatch.GetTimestamp());
        Send(life.Accept);
    }

    public void OnSucceeded(ContactLifecycle life, LifecycleRequest request)
    {
        var now = Stopwatch.GetTimestamp();
        switch (request.Step)
        {
            case LifecycleStep.Post:
                score.Record(LatencyKind.Post, life, life.ScheduledAt, now);
                break;
            case LifecycleStep.Accept:
                score.Record(LatencyKind.Accept, life, request.FirstSentAt, now);
                if (talk == TimeSpan.Zero)
                    Send(life.Complete);
                else
                    pacer.ScheduleAfter(talk, () => Send(life.Complete));
                break;
            default:
                score.Record(LatencyKind.Complete, life, request.FirstSentAt, now);
                score.CountCompleted(now);
                over();
                break;
        }
    }

    public void OnFailed(ContactLifecycle life, LifecycleRequest request, string code, bool mayRetry)
    {
        score.CountError(request.Step, code);
        if (request.Step == LifecycleStep.Post)
        {
            // Not acknowledged, and so nobody's duty. The next life of a closed loop begins a little later, lest a gateway that
            // is down is stormed.
            pacer.ScheduleAfter(RetryDelay, over);
        }
        else if (mayRetry && !_stopRetrying && request.Retries++ < MaxRetries)
        {
            pacer.ScheduleAfter(RetryDelay, () => client.Send(request));
        }
    }

    private void Send(LifecycleRequest request)
    {
        request.FirstSentAt = Stopwatch.GetTimestamp();
        client.Send(request);
    }
}
