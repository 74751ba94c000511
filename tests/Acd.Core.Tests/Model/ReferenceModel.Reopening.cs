namespace Acd.Core.Tests;

/// <summary>Closed contacts that are opened again. The model has every contact's last document, as a store has.</summary>
public sealed partial class ReferenceModel
{
    private Refusal? NotReopenable(ReopenContact command)
    {
        if (!LastDocuments.TryGetValue(command.Contact, out var document))
            return Refusals.ContactUnknown(command.Contact);
        return command.By is { } by && by != LastAgentOf(document)
            ? Refusals.ContactNotYours(command.Contact)
            : ModelRequestValidator.Check(AsEnqueue(command, document), _settings);
    }

    private Func<Reply> Reopen(ReopenContact command)
    {
        var document = LastDocuments[command.Contact];
        _closed.RemoveAll(closed => closed.Contact.Id == command.Contact);
        return Enqueue(AsEnqueue(command, document), document.Round + 1);
    }

    private static AgentId? LastAgentOf(ContactDocument document) =>
        document.Agent ?? document.Offers.LastOrDefault(offer => offer.State == OfferState.Accepted)?.Agent;

    private EnqueueContact AsEnqueue(ReopenContact command, ContactDocument document)
    {
        var again = new EnqueueContact(command.Contact)
        {
            Channel = document.Channel,
            Requirements = document.Asked ?? document.Requirements,
            Priority = document.Priority,
            PreferredAgent = LastAgentOf(document),
            PreferredFor = command.PreferredFor,
            Plan = document.Plan,
            CallerId = document.CallerId,
            Caller = document.Caller,
            Attributes = document.Attributes,
        };
        if (command.Queue is not null || command.Gate is not null)
            return again with { Queue = command.Queue, Gate = command.Gate };
        return _settings.Gates.Any(gate => gate.Id == document.Gate)
            ? again with { Gate = document.Gate }
            : again with { Queue = document.Queue };
    }
}
