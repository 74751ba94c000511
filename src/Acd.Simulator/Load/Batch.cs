namespace Acd.Simulator;

/// <summary>A request of a batch.</summary>
/// <param name="Method">Such as <c>PUT</c>.</param>
/// <param name="Path">Such as <c>/v1/agents/7</c>.</param>
/// <param name="Body">JSON, if there is any.</param>
internal sealed record BatchedRequest(string Method, string Path, string? Body = null);

/// <summary>An answer to a request of a batch.</summary>
/// <param name="Status">The HTTP status; 0 where no answer came.</param>
/// <param name="Body">The body; why no answer came, where none did.</param>
internal sealed record BatchedResponse(int Status, byte[] Body)
{
    public bool IsSuccess => Status is >= 200 and < 300;
}

/// <summary>Many requests at once, and all their answers.</summary>
internal sealed class HttpRequestBatch
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly BatchedResponse[] _answers;
    private int _missing;

    private HttpRequestBatch(int requests)
    {
        _answers = new BatchedResponse[requests];
        _missing = requests;
        if (requests == 0)
            _done.SetResult();
    }

    /// <summary>Sends requests over all of a client's connections, and gives the answers in the requests' order.</summary>
    public static async Task<IReadOnlyList<BatchedResponse>> SendAsync(
        LoadHttpClient client, IReadOnlyList<BatchedRequest> requests, CancellationToken cancel)
    {
        var batch = new HttpRequestBatch(requests.Count);
        for (var i = 0; i < requests.Count; i++)
            client.Send(new Entry(batch, i, requests[i]));
        await batch._done.Task.WaitAsync(cancel);
        return batch._answers;
    }

    private void Answer(int index, BatchedResponse answer)
    {
        _answers[index] = answer;
        if (Interlocked.Decrement(ref _missing) == 0)
            _done.SetResult();
    }

    private sealed class Entry(HttpRequestBatch batch, int index, BatchedRequest request) : HttpExchange
    {
        public override int Write(Span<byte> buffer, HttpRequestWriter writer) =>
            writer.Write(buffer, System.Text.Encoding.ASCII.GetBytes(request.Method), request.Path, request.Body);

        public override void OnResponse(int status, ReadOnlySpan<byte> body) =>
            batch.Answer(index, new BatchedResponse(status, body.ToArray()));

        public override void OnFailure(string code) =>
            batch.Answer(index, new BatchedResponse(0, System.Text.Encoding.ASCII.GetBytes(code)));
    }
}
