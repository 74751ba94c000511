namespace Acd.Core;

/// <summary>Handles the command that opens a closed contact again, in a new round.</summary>
internal sealed class ReopenCommandHandler(EngineState state, EnqueueCommandHandler enqueue)
{
    public CommandResult Reopen(ReopenContact command)
    {
        var id = command.Contact;
        if (state.Contacts.TryGetValue(id, out var open)) return CommandResult.Of(open);
        var closed = state.Closed.Find(id);
        if (command.Document is not { } document)
        {
            return CommandResult.Of(closed is null
                ? Refusals.ContactUnknown(id)
                : Refusals.OutOfRange("document", "the document of the closed contact"));
        }

        var isLast = document.Id == id && document.ClosedAt is { } at && (closed is null || closed.At == at);
        if (!isLast) return CommandResult.Of(Refusals.OutOfRange("document", "the last document of the closed contact"));
        var owner = document.LastAgent;
        if (command.By is { } by && by != owner) return CommandResult.Of(Refusals.ContactNotYours(id));
        var again = RequestOf(command, document, owner);
        if (ContactValidator.Check(again, state) is { } refusal) return CommandResult.Of(refusal);
        if (closed is not null)
        {
            state.Closed.Remove(closed);
            state.Tracker.Forgotten(id);
        }

        return enqueue.Add(again, document.Round + 1);
    }

    private EnqueueContact RequestOf(ReopenContact command, ContactDocument document, AgentId? owner)
    {
        var isMoved = command.Queue is not null || command.Gate is not null;
        var gate = document.Gate is { } known && state.FindGate(known) is not null ? document.Gate : null;
        return new EnqueueContact(document.Id)
        {
            Queue = isMoved || gate is not null ? command.Queue : document.Queue,
            Gate = isMoved ? command.Gate : gate,
            Channel = document.Channel,
            Requirements = document.Asked ?? document.Requirements,
            Priority = document.Priority,
            PreferredAgent = owner,
            PreferredFor = command.PreferredFor,
            Plan = document.Plan,
            CallerId = document.CallerId,
            Caller = document.Caller,
            Attributes = document.Attributes,
        };
    }
}
