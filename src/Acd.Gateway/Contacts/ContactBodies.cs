using Acd.Core;

namespace Acd.Gateway;

/// <summary>A contact to be put in line.</summary>
internal sealed class NewContact
{
    public static readonly Shape<NewContact> Shape = new Shape<NewContact>("NewContact")
        .Id<NewContact, ContactId>("id",
            "The contact's id; one is made where none is given. The same id again finds the same contact.",
            (contact, id) => contact.Id = id)
        .Id<NewContact, QueueId>("queue", "The queue; default where none is given.", (contact, queue) => contact.Queue = queue)
        .Id<NewContact, ChannelId>("channel", "voice, chat, email or task; voice where none is given.",
            (contact, channel) => contact.Channel = channel)
        .Requirements("skills", "What an agent must have: skills, or skills with the least level that serves.",
            (contact, skills) => contact.Requirements = skills)
        .Integer("priority", Limits.MinPriority, Limits.MaxPriority, "The higher, the earlier; 0 where none is given.",
            (contact, priority) => contact.Priority = priority)
        .Attributes("attributes", "An object of the caller's own, at most 4096 bytes, given back as it came.",
            (contact, attributes) => contact.Attributes = attributes);

    public ContactId? Id { get; set; }

    public QueueId Queue { get; set; } = QueueId.Default;

    public ChannelId Channel { get; set; } = ChannelId.Voice;

    public IReadOnlyList<Requirement> Requirements { get; set; } = [];

    public int Priority { get; set; }

    public string? Attributes { get; set; }

    /// <summary>The command to put it in line.</summary>
    /// <param name="id">Its id, where its caller gave none.</param>
    public EnqueueContact ToCommand(ContactId? id) => new(Id ?? id ?? NewId())
    {
        Queue = Queue,
        Channel = Channel,
        Requirements = Requirements,
        Priority = Priority,
        Attributes = Attributes,
    };

    // Ids that begin with the time lie side by side in a store's index, where the present ones are.
    private static ContactId NewId() => new(Guid.CreateVersion7().ToString());
}

/// <summary>Why a contact is taken back.</summary>
internal sealed class Abandonment
{
    public static readonly Shape<Abandonment> Shape = new Shape<Abandonment>("Abandonment")
        .OneOf("reason", [CloseReason.Abandoned, CloseReason.Canceled],
            "Whether the customer gave up, or whoever queued it took it back.",
            (abandonment, reason) => abandonment.Reason = reason);

    public CloseReason Reason { get; set; } = CloseReason.Abandoned;
}

/// <summary>What a contact needs from now on.</summary>
internal sealed class Transfer
{
    public static readonly Shape<Transfer> Shape = new Shape<Transfer>("Transfer")
        .Requirements("skills", "What an agent must have from now on.", (transfer, skills) =>
            transfer.Requirements = skills, required: true);

    public IReadOnlyList<Requirement> Requirements { get; set; } = [];
}

/// <summary>Another priority.</summary>
internal sealed class NewPriority
{
    public static readonly Shape<NewPriority> Shape = new Shape<NewPriority>("NewPriority")
        .Integer("priority", Limits.MinPriority, Limits.MaxPriority, "The higher, the earlier.",
            (body, priority) => body.Priority = priority, required: true);

    public int Priority { get; set; }
}

/// <summary>A body that says nothing.</summary>
internal sealed class Nothing
{
    public static readonly Shape<Nothing> Shape = new("Nothing");
}
