namespace Acd.Core;

/// <summary>A command's result: a finished reply, or a subject whose reply is built after matching.</summary>
internal readonly struct CommandResult
{
    private readonly object _subject;
    private readonly bool _created;
    private readonly bool _withPlace;

    private CommandResult(object subject, bool created, bool withPlace = false) =>
        (_subject, _created, _withPlace) = (subject, created, withPlace);

    public static CommandResult Of(Reply reply) => new(reply, false);

    public static CommandResult Of(Contact contact, bool created = false) => new(contact, created);

    /// <summary>Replies with a contact and its place in line after matching.</summary>
    public static CommandResult WithPlace(Contact contact, bool created = false) => new(contact, created, withPlace: true);

    public static CommandResult Of(Agent agent, bool created = false) => new(agent, created);

    /// <summary>Builds the reply after matching.</summary>
    public static CommandResult Of(Func<Reply> later) => new(later, false);

    /// <summary>Replies with the whole center.</summary>
    public static CommandResult Of(EngineState state) => new(state, false);

    /// <summary>The refusal, if it is one.</summary>
    public Refusal? Refusal => _subject as Refusal;

    public Reply ToReply() => _subject switch
    {
        Reply reply => reply,
        Contact contact when _withPlace => ReplyMapper.Of(contact, created: _created),
        Contact contact => new ContactReply(contact.Document, _created),
        Agent agent => ReplyMapper.Of(agent, _created),
        EngineState state => ReplyMapper.Of(state),
        Func<Reply> later => later(),
        _ => throw new InvalidOperationException($"{_subject.GetType().Name} has no reply."),
    };
}
