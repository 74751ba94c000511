namespace Acd.Core;

/// <summary>What a rule comes to: a reply as it stands, or whom the reply shows once the engine has settled.</summary>
internal readonly struct Result
{
    private readonly object _subject;
    private readonly bool _created;

    private Result(object subject, bool created) => (_subject, _created) = (subject, created);

    public static Result Of(Reply reply) => new(reply, false);

    public static Result Of(Contact contact, bool created = false) => new(contact, created);

    public static Result Of(Agent agent, bool created = false) => new(agent, created);

    /// <summary>What is to be looked up once the engine has settled.</summary>
    public static Result Of(Func<Reply> later) => new(later, false);

    /// <summary>The whole center.</summary>
    public static Result Of(Center center) => new(center, false);

    /// <summary>The refusal that it is, if it is one.</summary>
    public Refusal? Refusal => _subject as Refusal;

    public Reply Show() => _subject switch
    {
        Reply reply => reply,
        Contact contact => new ContactReply(contact.Document, _created),
        Agent agent => Views.Of(agent, _created),
        Center center => Views.Of(center),
        Func<Reply> later => later(),
        _ => throw new InvalidOperationException($"{_subject.GetType().Name} is not shown."),
    };
}
