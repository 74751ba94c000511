using Microsoft.Extensions.Logging;

namespace Acd.Sip;

/// <summary>The switch's list has the call, in this state.</summary>
internal sealed record StateSeen(CallFound Found);

/// <summary>Events of the center were missed.</summary>
internal sealed record Recheck;

/// <summary>The caller is to hear its position.</summary>
internal sealed record TellDue;

/// <summary>A caller who was moved should have come again.</summary>
internal sealed record MoveDue;

/// <summary>The caller has come again by another call.</summary>
internal sealed record MovedAway;

/// <summary>What a call needs of what is around it.</summary>
internal sealed class CallSurroundings(CallBook book, ICenterClient center, ICallSwitch @switch, SipOptions options, ILogger log)
{
    public ICenterClient Center => center;

    public ICallSwitch Switch => @switch;

    public TimeProvider Clock => options.Clock;

    public ILogger Log => log;

    /// <summary>Whether the contact has no newer call.</summary>
    public bool IsCurrent(Call call) => book.IsCurrent(call);

    public string AddressOf(string agent) => book.AddressOf(agent);

    /// <summary>Whether the agent's presence is <c>available</c>.</summary>
    public bool IsAvailable(string agent) => book.IsAvailable(agent);

    public void PostLater(Call call, object input, TimeSpan after) => book.PostLater(call, input, after);

    /// <summary>The contact that a call becomes.</summary>
    public NewCall Describe(CallFound found, string contact)
    {
        var attributes = new Dictionary<string, string> { ["switch"] = options.Switch, ["call"] = found.Call };
        if (found.Number is not null) attributes["number"] = found.Number;
        if (found.Name is not null) attributes["callerName"] = found.Name;
        return new NewCall(contact, found.Gate, found.Caller, attributes);
    }
}
