using System.Text.Json;
using Acd.Core;
using Acd.Core.Json;

namespace Acd.Simulator.Verify;

/// <summary>
/// All answers to a request with a key are the same, whichever process gives them and whatever happened since. Another request
/// with the key is refused. A run is shorter than the time for which keys are remembered.
/// </summary>
internal sealed class KeysMeanOneRequest : Checker
{
    private readonly Dictionary<string, (string Body, string Answer)> _first = new(StringComparer.Ordinal);

    public override string Rule => "A request with a key is answered as the first time.";

    public override bool ChecksRepeats => true;

    public override string? OnReply(RevealedReply revealed, ProjectedState state, SimulatedDatabase database)
    {
        if (revealed is not { Request: Command { Key: { } key }, Reply: var reply }) return null;
        if (reply is Refusal { Kind: RefusalKind.Busy or RefusalKind.Unavailable }) return null;
        if (AnswerDocument.Of(reply) is not { } answer) return null;
        if (answer.Refusal is { Code: "idempotency.otherBody" })
        {
            return _first.TryGetValue(key.Key, out var owner) && owner.Body == key.Body
                ? $"The request {key.Key} was answered, and its repetition is refused."
                : null;
        }

        var json = JsonSerializer.Serialize(answer with { }, CenterJson.Default.AnswerDocument);
        if (_first.TryAdd(key.Key, (key.Body, json))) return null;
        var first = _first[key.Key];
        if (first.Body != key.Body) return $"Another request with the key {key.Key} is carried out.";
        return first.Answer == json ? null : $"The request {key.Key} is answered {json}; the first answer was {first.Answer}.";
    }
}
