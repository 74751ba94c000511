namespace Acd.Core;

/// <summary>What a rule comes to: a reply as it stands, or whom the reply shows once the engine has settled.</summary>
internal readonly struct CommandResult
{
    private readonly object _subject;
    private readonly bool _created;

    private CommandResult(object subject, bool created) => (_subject, _created) = (subject, created);

    public static CommandResult Of(Reply reply) => new(reply, false);

    public static CommandResult Of(Contact contact, bool created = false) => new(contact, created);

    public static CommandResult Of(Agent agent, bool created = false) => new(agent, created);

    /// <summary>What is to be looked up once the engine has settled.</summary>
    public static CommandResult Of(Func<Reply> later) => new(later, false);

    /// <summary>The whole center.</summary>
    public static CommandResult Of(EngineState center) => new(center, false);

    /// <summary>The refusal that it is, if it is one.</summary>
    public Refusal? Refusal => _subject as Refusal;

    public Reply ToReply() => _subject switch
    {
        Reply reply => reply,
        Contact contact => new ContactReply(contact.Document, _created),
        Agent agent => ReplyMapper.Of(agent, _created),
        EngineState center => ReplyMapper.Of(center),
        Func<Reply> later => later(),
        _ => throw new InvalidOperationException($"{_subject.GetType().Name} is not shown."),
    };
}
