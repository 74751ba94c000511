using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Acd.Sip.Tests;

/// <summary>Callers, all at one address.</summary>
internal sealed class Callers(int switchPort, string domain) : SipEndpoint(switchPort)
{
    private readonly ConcurrentDictionary<string, CallerCall> _calls = new();
    private readonly string _domain = domain;

    /// <summary>Whether callers who are asked to call another number (REFER) do it.</summary>
    public bool FollowsRefer { get; set; } = true;

    /// <summary>Calls a number; returns when the switch has answered anything.</summary>
    public async Task<CallerCall> CallAsync(string number, string? id = null, string caller = "4930901820")
    {
        var call = new CallerCall(id ?? $"call-{Guid.NewGuid():N}", $"sip:{number}@{_domain}", caller, NewTag(), NewBranch());
        _calls[call.Id] = call;
        call.Note("calling");
        await RequestAsync(Message(call, "INVITE", call.Uri, 1, call.Branch, Sdp), call.Branch);
        return call;
    }

    /// <summary>The caller hangs up before an answer.</summary>
    public void Cancel(CallerCall call) => Send(Message(call, "CANCEL", call.Uri, 1, call.Branch, ""));

    /// <summary>The caller hangs up a talk.</summary>
    public async Task HangUpAsync(CallerCall call)
    {
        call.Note("ended by the caller");
        var branch = NewBranch();
        await RequestAsync(Message(call, "BYE", call.Target, 2, branch, ""), branch);
    }

    protected override void Received(SipMessage message)
    {
        if (!_calls.TryGetValue(message.CallId, out var call)) return;
        if (message.IsResponse)
        {
            if (message.Method == "INVITE") Answered(call, message);
            return;
        }

        switch (message.Method)
        {
            case "BYE":
                Send(message.Respond(200, "OK", null, null));
                call.Note("ended by the other side");
                break;
            case "REFER" when FollowsRefer:
                Send(message.Respond(202, "Accepted", null, $"sip:{call.Caller}@{Address}"));
                _ = FollowAsync(call, SipMessage.UriOf(message["Refer-To"]));
                break;
            case "REFER":
                Send(message.Respond(603, "Declined", null, null));
                break;
            default:
                Send(message.Respond(200, "OK", null, $"sip:{call.Caller}@{Address}"));
                break;
        }
    }

    private async Task FollowAsync(CallerCall call, string uri)
    {
        var number = uri[(uri.IndexOf(':', StringComparison.Ordinal) + 1)..uri.IndexOf('@', StringComparison.Ordinal)];
        var next = CallAsync(number, null, call.Caller);
        call.MovedTo = next;
        await next;
        await HangUpAsync(call);
    }

    private void Answered(CallerCall call, SipMessage answer)
    {
        if (answer.Code < 200)
        {
            call.Provisional = answer.Start;
            return;
        }

        call.To = answer["To"];
        if (answer.Code < 300)
        {
            call.Target = SipMessage.UriOf(answer["Contact"]);
            call.Routes = [.. answer.All("Record-Route").Reverse()];
            Send(Message(call, "ACK", call.Target, 1, NewBranch(), ""));
            call.Note("talking");
            return;
        }

        Send(Message(call, "ACK", call.Uri, 1, call.Branch, ""));
        call.Final = answer.Start["SIP/2.0 ".Length..];
        call.Note($"refused {answer.Code}");
    }

    private string Message(CallerCall call, string method, string uri, int number, string branch, string body)
    {
        var message = new StringBuilder($"{method} {uri} SIP/2.0\r\n")
            .Append($"Via: SIP/2.0/UDP {Address};branch={branch}\r\nMax-Forwards: 70\r\n");
        foreach (var route in call.Routes) message.Append($"Route: {route}\r\n");
        message.Append($"From: \"Carla\" <sip:{call.Caller}@example.com>;tag={call.Tag}\r\n")
            .Append($"To: {(method == "CANCEL" ? $"<{call.Uri}>" : call.To)}\r\nCall-ID: {call.Id}\r\n")
            .Append(CultureInfo.InvariantCulture, $"CSeq: {number} {method}\r\nContact: <sip:{call.Caller}@{Address}>\r\n");
        return SipMessage.Finish(message, body);
    }
}

/// <summary>A caller's side of a call.</summary>
internal sealed class CallerCall(string id, string uri, string caller, string tag, string branch)
{
    private volatile string _state = "new";

    public string Id => id;

    public string Uri { get; } = uri;

    public string Caller => caller;

    public string Tag => tag;

    public string Branch => branch;

    /// <summary><c>calling</c>, <c>talking</c>, <c>refused CODE</c>, <c>ended by …</c>.</summary>
    public string State => _state;

    public string Provisional { get; set; } = "";

    public string? Final { get; set; }

    public string To { get; set; } = $"<{uri}>";

    public string Target { get; set; } = uri;

    public IReadOnlyList<string> Routes { get; set; } = [];

    public Task<CallerCall>? MovedTo { get; set; }

    public bool IsOver =>
        _state.StartsWith("refused", StringComparison.Ordinal) || _state.StartsWith("ended", StringComparison.Ordinal);

    public void Note(string state)
    {
        // A 200 that is repeated does not begin the talk again.
        if (!IsOver) _state = state;
    }
}
