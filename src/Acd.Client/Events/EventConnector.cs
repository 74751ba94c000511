using System.Globalization;
using System.Net.Http.Headers;

namespace Acd.Client;

/// <summary>Opens event streams.</summary>
internal sealed class EventConnector(HttpClient http, AcdClientOptions options, CenterAddresses addresses)
{
    /// <summary>Opens a stream.</summary>
    /// <param name="path">The path and the query.</param>
    /// <param name="after">The last event that is known. Null for none.</param>
    /// <param name="cancel">Ends the stream.</param>
    /// <exception cref="AcdException">It was refused. <see cref="IsPassing"/> says whether it may be opened later.</exception>
    public async Task<EventConnection> OpenAsync(string path, long? after, CancellationToken cancel)
    {
        var address = addresses.Current;
        var silence = new CancellationTokenSource(options.AttemptTimeout, options.Clock);
        var ended = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, cancel);
        try
        {
            using var message = new HttpRequestMessage(HttpMethod.Get, new Uri(address, path));
            message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
            if (options.Key is { } key) message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
            if (after is { } last)
                message.Headers.Add("Last-Event-ID", last.ToString(CultureInfo.InvariantCulture));
            var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, ended.Token)
                .ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
            {
                using (response)
                    throw await ProblemReader.ReadAsync(response, options.Clock, ended.Token).ConfigureAwait(false);
            }

            var stream = await response.Content.ReadAsStreamAsync(ended.Token).ConfigureAwait(false);
            return new EventConnection(response, new SseReader(stream), silence, ended, options.StreamSilence);
        }
        catch (Exception failure)
        {
            ended.Dispose();
            silence.Dispose();
            if (HttpSender.IsLost(failure, cancel))
            {
                addresses.Leave(address);
                throw new AcdException(AcdException.Unreachable, $"{address} does not answer: {failure.Message}", failure);
            }

            if (failure is AcdException refused && IsPassing(refused)) addresses.Leave(address);
            throw;
        }
    }

    /// <summary>Whether a stream that was refused so may be opened later.</summary>
    public static bool IsPassing(AcdException refused) =>
        refused.Code == AcdException.Unreachable || ProblemReader.IsPassing(refused);
}

/// <summary>An open event stream, until it breaks.</summary>
internal sealed class EventConnection(
    HttpResponseMessage response, SseReader reader, CancellationTokenSource silence, CancellationTokenSource ended,
    TimeSpan longestSilence)
    : IAsyncDisposable
{
    /// <summary>The next event. Null where the stream has ended, broke, or was silent for too long.</summary>
    /// <exception cref="OperationCanceledException">The caller ended it.</exception>
    public async ValueTask<AcdEvent?> ReadAsync(CancellationToken cancel)
    {
        try
        {
            Heard();
            return await reader.ReadAsync(Heard, ended.Token).ConfigureAwait(false) is { } message
                ? EventTypes.Read(message)
                : null;
        }
        catch (Exception broken) when (HttpSender.IsLost(broken, cancel))
        {
            // It is opened again after the last event.
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await reader.DisposeAsync().ConfigureAwait(false);
        response.Dispose();
        ended.Dispose();
        silence.Dispose();
    }

    private void Heard() => silence.CancelAfter(longestSilence);
}
