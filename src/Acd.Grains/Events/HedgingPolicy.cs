namespace Acd.Grains;

/// <summary>
/// Repeats a call that is not answered soon, beside the first one, and takes the first answer. A call may be lost with the silo
/// that it was sent to. That shows only after its timeout, when a second call would have been answered long ago.
/// </summary>
/// <param name="soon">How soon an answer is expected.</param>
/// <param name="time">The clock.</param>
internal sealed class HedgingPolicy(TimeSpan soon, TimeProvider time)
{
    // A call is lost after two seconds (CallTimeouts.WithoutCommit), so that no more than these are ever under way.
    private const int MaxAttempts = 4;

    /// <summary>Calls until there is an answer; throws what the last call threw when all have failed.</summary>
    /// <param name="ask">Calls once; more calls than one must do no harm.</param>
    public async Task<T> ExecuteAsync<T>(Func<Task<T>> ask)
    {
        var asked = new List<Task<T>>(MaxAttempts) { ask() };
        while (true)
        {
            using var answered = new CancellationTokenSource();
            var wait = asked.Count < MaxAttempts ? Task.Delay(soon, time, answered.Token) : null;
            var first = await Task.WhenAny(wait is null ? asked : asked.Append(wait));
            await answered.CancelAsync();
            if (first == wait)
            {
                asked.Add(ask());
                continue;
            }

            var ended = (Task<T>)first;
            asked.Remove(ended);
            if (!ended.IsCompletedSuccessfully && asked.Count > 0) continue;
            foreach (var late in asked) ObserveException(late);
            return await ended;
        }
    }

    /// <summary>Lets a call end whose result nobody needs any longer, however it ends.</summary>
    public static void ObserveException(Task late) => late.ContinueWith(
        static failed => _ = failed.Exception,
        CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
}
