using System.Globalization;
using System.Text.Json;

namespace Acd.Simulator;

/// <summary>What became of the contacts that the gateway acknowledged.</summary>
public sealed record ContactAudit
{
    private const int NotFound = 404;
    private const string NoAnswer = "0";

    /// <summary>How many the gateway acknowledged.</summary>
    public required int Acknowledged { get; init; }

    /// <summary>How many are over.</summary>
    public required int Closed { get; init; }

    /// <summary>How many are in another state, by that state.</summary>
    public required IReadOnlyDictionary<string, int> Open { get; init; }

    /// <summary>How many the gateway knows nothing of any longer: lost.</summary>
    public required int Missing { get; init; }

    /// <summary>How many the gateway could not be asked for.</summary>
    public required int Unknown { get; init; }

    /// <summary>How many were connected to an agent more than once.</summary>
    public required int ConnectedTwice { get; init; }

    /// <summary>Whether nothing is lost and nothing was double.</summary>
    public bool Passed => Missing == 0 && Unknown == 0 && ConnectedTwice == 0;

    /// <summary>Asks the gateway for every contact that was acknowledged and not seen to end.</summary>
    internal static async Task<ContactAudit> OfAsync(LoadHttpClient client, IReadOnlyList<ContactLifecycle> lives, CancellationToken cancel)
    {
        ContactLifecycle[] acknowledged = [.. lives.Where(life => life.Acknowledged)];
        BatchedRequest[] questions =
            [.. acknowledged.Where(life => !life.Closed).Select(life => new BatchedRequest("GET", $"/v1/contacts/{life.Id}"))];
        var answers = await StatesOfAsync(client, questions, cancel);
        var states = answers.CountBy(state => state).ToDictionary(StringComparer.Ordinal);
        states.Remove("closed", out var closedUnseen);
        states.Remove("404", out var missing);
        var unknown = states.Where(state => char.IsAsciiDigit(state.Key[0])).Sum(state => state.Value);
        return new ContactAudit
        {
            Acknowledged = acknowledged.Length,
            Closed = acknowledged.Length - questions.Length + closedUnseen,
            Open = states.Where(state => !char.IsAsciiDigit(state.Key[0])).ToDictionary(),
            Missing = missing,
            Unknown = unknown,
            ConnectedTwice = lives.Count(life => life.Connections > 1),
        };
    }

    private static async Task<IEnumerable<string>> StatesOfAsync(
        LoadHttpClient client, IReadOnlyList<BatchedRequest> questions, CancellationToken cancel)
    {
        try
        {
            return (await HttpRequestBatch.SendAsync(client, questions, cancel)).Select(StateOf);
        }
        catch (OperationCanceledException)
        {
            // A gateway that stands still tells nothing of any of them.
            return questions.Select(_ => NoAnswer);
        }
    }

    // The state where there is one, else the status.
    private static string StateOf(BatchedResponse answer)
    {
        if (!answer.IsSuccess)
            return answer.Status == NotFound ? "404" : answer.Status.ToString(CultureInfo.InvariantCulture);
        using var document = JsonDocument.Parse(answer.Body);
        return document.RootElement.TryGetProperty("state", out var state) ? state.GetString()! : "closed";
    }
}
