using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Acd.Sip.Tests;

/// <summary>What a telephone does with a call.</summary>
internal enum PhoneHabit
{
    /// <summary>Rings, and answers after a while.</summary>
    Answers,

    /// <summary>486.</summary>
    Busy,

    /// <summary>603.</summary>
    Declines,

    /// <summary>Rings, and nobody answers.</summary>
    RingsOnly,

    /// <summary>Is registered, and says nothing at all.</summary>
    Silent,

    /// <summary>Answers in the moment in which it is told to stop ringing: 200 and CANCEL cross.</summary>
    AnswersLate,
}

/// <summary>Telephones of agents, all at one address. Each registers, and does with calls what its habit is.</summary>
internal sealed class PhoneFleet(int switchPort, string domain) : SipEndpoint(switchPort)
{
    private readonly ConcurrentDictionary<string, Talk> _talks = new();
    private readonly string _domain = domain;

    /// <summary>What a telephone does; by default it answers.</summary>
    public ConcurrentDictionary<string, PhoneHabit> Habits { get; } = new();

    public TimeSpan AnswerAfter { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>After which the agent hangs up; null where it leaves that to the caller.</summary>
    public TimeSpan? TalksFor { get; set; }

    /// <summary>The calls that were answered and how each ended: <c>talking</c>, <c>caller</c>, <c>agent</c>.</summary>
    public ConcurrentDictionary<string, string> Answered { get; } = new();

    /// <summary>The INVITEs that came, by telephone.</summary>
    public ConcurrentDictionary<string, int> Rings { get; } = new();

    /// <summary>Registers a telephone; 0 seconds ends the registration.</summary>
    public async Task<int> RegisterAsync(string user, string password, int seconds = 600)
    {
        var (call, uri, tag) = ($"reg-{user}-{Guid.NewGuid():N}", $"sip:{_domain}", NewTag());
        var answer = await RegisterAsync(user, uri, call, tag, seconds, 1, null);
        if (answer.Code != 401) return answer.Code;
        var digest = Digest(answer["WWW-Authenticate"], "REGISTER", uri, user, password);
        return (await RegisterAsync(user, uri, call, tag, seconds, 2, digest)).Code;
    }

    /// <summary>Dials a feature code.</summary>
    public async Task<SipMessage> DialAsync(string user, string password, string number)
    {
        var (call, uri) = ($"dial-{user}-{Guid.NewGuid():N}", $"sip:{number}@{_domain}");
        var challenge = await InviteAsync(user, uri, call, 1, null);
        return await InviteAsync(user, uri, call, 2,
            Digest(challenge["Proxy-Authenticate"], "INVITE", uri, user, password));
    }

    /// <summary>The agent hangs up.</summary>
    public Task<SipMessage> HangUpAsync(string call) =>
        HangUpAsync(_talks.Values.Single(talk => talk.Invite.CallId == call && talk.IsAnswered && !talk.IsOver));

    /// <summary>The agent puts the caller on hold at the telephone, or takes it from hold.</summary>
    public async Task HoldAsync(string call, bool hold)
    {
        var talk = _talks.Values.Single(one => one.Invite.CallId == call && one.IsAnswered && !one.IsOver);
        var number = hold ? 1 : 2;
        var branch = NewBranch();
        await RequestAsync(Within(talk, "INVITE", number, branch, Sdp + (hold ? "a=sendonly\r\n" : "a=sendrecv\r\n")), branch);
        Send(Within(talk, "ACK", number, NewBranch(), ""));
    }

    protected override void Received(SipMessage message)
    {
        if (message.IsResponse) return;
        switch (message.Method)
        {
            case "INVITE" when message["To"].Contains(";tag=", StringComparison.Ordinal):
                Send(message.Respond(200, "OK", null, Contact("x"), Sdp));
                break;
            case "INVITE":
                _ = RingAsync(message);
                break;
            case "CANCEL":
                Cancel(message);
                break;
            case "ACK":
                if (_talks.TryGetValue(KeyOf(message), out var acknowledged)) acknowledged.IsAcknowledged = true;
                break;
            case "BYE":
                Send(message.Respond(200, "OK", null, null));
                if (_talks.TryGetValue(KeyOf(message), out var talk)) talk.IsOver = true;
                if (Answered.TryGetValue(message.CallId, out var end) && end == "talking") Answered[message.CallId] = "caller";
                break;
            default:
                Send(message.Respond(200, "OK", null, null));
                break;
        }
    }

    private static string UserOf(SipMessage request)
    {
        var uri = request.Uri;
        return uri[(uri.IndexOf(':', StringComparison.Ordinal) + 1)..uri.IndexOf('@', StringComparison.Ordinal)];
    }

    // A call may ring at several telephones of the fleet.
    private static string KeyOf(SipMessage request) => $"{UserOf(request)} {request.CallId}";

    /// <summary>A telephone has one call at a time.</summary>
    private bool IsTalking(string user) => _talks.Values.Any(talk => talk.User == user && talk.IsAnswered && !talk.IsOver);

    private async Task RingAsync(SipMessage invite)
    {
        var user = UserOf(invite);
        var talk = new Talk(invite, user, NewTag());

        // A second ring has the Call-ID of the first; only one that repeats this ring does not ring again.
        if (_talks.TryGetValue(KeyOf(invite), out var known) && known.Branch == talk.Branch) return;
        _talks[KeyOf(invite)] = talk;
        Rings.AddOrUpdate(user, 1, (_, count) => count + 1);
        var habit = Habits.GetValueOrDefault(user);
        if (habit == PhoneHabit.Silent) return;
        if (habit == PhoneHabit.Busy || IsTalking(user)) Send(invite.Respond(486, "Busy Here", talk.Tag, null));
        else if (habit == PhoneHabit.Declines) Send(invite.Respond(603, "Decline", talk.Tag, null));
        else Send(invite.Respond(180, "Ringing", talk.Tag, Contact(user)));
        if (habit != PhoneHabit.Answers || IsTalking(user)) return;
        await PauseAsync(AnswerAfter);
        if (talk.IsOver) return;
        if (!IsTalking(user)) await AnswerAsync(talk);
        else Send(invite.Respond(486, "Busy Here", talk.Tag, null));
    }

    private async Task AnswerAsync(Talk talk)
    {
        talk.IsAnswered = true;
        Answered[talk.Invite.CallId] = "talking";
        for (var repeats = 0; repeats < 12 && !talk.IsAcknowledged && !talk.IsOver; repeats++)
        {
            Send(talk.Invite.Respond(200, "OK", talk.Tag, Contact(talk.User), Sdp));
            for (var waited = 0; waited < 10 && !talk.IsAcknowledged; waited++) await PauseAsync(TimeSpan.FromMilliseconds(50));
        }

        if (TalksFor is not { } length) return;
        await PauseAsync(length);
        if (!talk.IsOver) await HangUpAsync(talk);
    }

    private void Cancel(SipMessage cancel)
    {
        Send(cancel.Respond(200, "OK", null, null));
        if (!_talks.TryGetValue(KeyOf(cancel), out var talk) || talk.IsAnswered || talk.IsOver) return;
        if (Habits.GetValueOrDefault(talk.User) == PhoneHabit.AnswersLate && !IsTalking(talk.User))
        {
            _ = AnswerAsync(talk);
            return;
        }

        talk.IsOver = true;
        Send(talk.Invite.Respond(487, "Request Terminated", talk.Tag, null));
    }

    private Task<SipMessage> HangUpAsync(Talk talk)
    {
        talk.IsOver = true;
        Answered[talk.Invite.CallId] = "agent";
        var branch = NewBranch();
        return RequestAsync(Within(talk, "BYE", 9, branch, ""), branch);
    }

    /// <summary>A request of the agent's side within a call.</summary>
    private string Within(Talk talk, string method, int number, string branch, string body)
    {
        var invite = talk.Invite;
        var message = new StringBuilder($"{method} {SipMessage.UriOf(invite["Contact"])} SIP/2.0\r\n")
            .Append($"Via: SIP/2.0/UDP {Address};branch={branch}\r\nMax-Forwards: 70\r\n");
        foreach (var route in invite.All("Record-Route")) message.Append($"Route: {route}\r\n");
        message.Append($"From: {invite["To"]};tag={talk.Tag}\r\nTo: {invite["From"]}\r\nCall-ID: {invite.CallId}\r\n")
            .Append(CultureInfo.InvariantCulture, $"CSeq: {number} {method}\r\nContact: <{Contact(talk.User)}>\r\n");
        return SipMessage.Finish(message, body);
    }

    private string Contact(string user) => $"sip:{user}@{Address}";

    private Task<SipMessage> RegisterAsync(
        string user, string uri, string call, string tag, int seconds, int number, string? authorization)
    {
        var branch = NewBranch();
        var message = new StringBuilder($"REGISTER {uri} SIP/2.0\r\n")
            .Append($"Via: SIP/2.0/UDP {Address};branch={branch}\r\nMax-Forwards: 70\r\n")
            .Append($"From: <sip:{user}@{_domain}>;tag={tag}\r\nTo: <sip:{user}@{_domain}>\r\nCall-ID: {call}\r\n")
            .Append(CultureInfo.InvariantCulture, $"CSeq: {number} REGISTER\r\nContact: <{Contact(user)}>\r\n")
            .Append(CultureInfo.InvariantCulture, $"Expires: {seconds}\r\n");
        if (authorization is not null) message.Append($"Authorization: {authorization}\r\n");
        return RequestAsync(SipMessage.Finish(message, ""), branch);
    }

    private async Task<SipMessage> InviteAsync(string user, string uri, string call, int number, string? authorization)
    {
        var branch = NewBranch();
        string Message(string method) => SipMessage.Finish(new StringBuilder($"{method} {uri} SIP/2.0\r\n")
            .Append($"Via: SIP/2.0/UDP {Address};branch={branch}\r\nMax-Forwards: 70\r\n")
            .Append($"From: <sip:{user}@{_domain}>;tag=d{number}\r\nTo: <{uri}>\r\nCall-ID: {call}\r\n")
            .Append(CultureInfo.InvariantCulture, $"CSeq: {number} {method}\r\nContact: <{Contact(user)}>\r\n")
            .Append(authorization is null ? "" : $"Proxy-Authorization: {authorization}\r\n"), "");

        var answer = await RequestAsync(Message("INVITE"), branch);
        Send(Message("ACK"));
        return answer;
    }

    /// <summary>A telephone's side of a call.</summary>
    private sealed class Talk(SipMessage invite, string user, string tag)
    {
        private volatile bool _isOver, _isAcknowledged, _isAnswered;

        public SipMessage Invite => invite;

        public string User => user;

        public string Tag => tag;

        public string Branch => invite["Via"];

        public bool IsOver { get => _isOver; set => _isOver = value; }

        public bool IsAcknowledged { get => _isAcknowledged; set => _isAcknowledged = value; }

        public bool IsAnswered { get => _isAnswered; set => _isAnswered = value; }
    }
}
