using System.Globalization;
using System.Text;

namespace Acd.Sip.Tests;

/// <summary>A request or a response of SIP.</summary>
internal sealed class SipMessage(string start, List<(string Name, string Value)> headers, string body)
{
    public string Start => start;

    public string Body => body;

    public bool IsResponse => start.StartsWith("SIP/2.0 ", StringComparison.Ordinal);

    public int Code => IsResponse ? int.Parse(start.AsSpan(8, 3), CultureInfo.InvariantCulture) : 0;

    public string Method => IsResponse ? this["CSeq"].Split(' ')[1] : start.Split(' ')[0];

    public string Uri => start.Split(' ')[1];

    public string CallId => this["Call-ID"];

    public string this[string name] => All(name).FirstOrDefault() ?? "";

    public IEnumerable<string> All(string name) =>
        headers.Where(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value);

    /// <summary>The URI between angle brackets.</summary>
    public static string UriOf(string header)
    {
        var start = header.IndexOf('<', StringComparison.Ordinal);
        var end = header.IndexOf('>', StringComparison.Ordinal);
        return start < 0 ? header.Split(';')[0] : header[(start + 1)..end];
    }

    public static SipMessage? Parse(ReadOnlySpan<byte> bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0) return null;
        var lines = text[..end].Split("\r\n");
        var headers = new List<(string, string)>();
        foreach (var line in lines.Skip(1))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0) headers.Add((line[..colon].Trim(), line[(colon + 1)..].Trim()));
        }

        return new SipMessage(lines[0], headers, text[(end + 4)..]);
    }

    /// <summary>A response to this request, with what a response must repeat.</summary>
    public string Respond(int code, string phrase, string? toTag, string? contact, string body = "")
    {
        var answer = new StringBuilder($"SIP/2.0 {code} {phrase}\r\n");
        foreach (var via in All("Via")) answer.Append($"Via: {via}\r\n");
        foreach (var route in All("Record-Route")) answer.Append($"Record-Route: {route}\r\n");
        var to = this["To"];
        if (toTag is not null && !to.Contains(";tag=", StringComparison.Ordinal)) to += $";tag={toTag}";
        answer.Append($"From: {this["From"]}\r\nTo: {to}\r\nCall-ID: {CallId}\r\nCSeq: {this["CSeq"]}\r\n");
        if (contact is not null) answer.Append($"Contact: <{contact}>\r\n");
        return Finish(answer, body);
    }

    public static string Finish(StringBuilder message, string body)
    {
        if (body.Length > 0) message.Append("Content-Type: application/sdp\r\n");
        return message.Append($"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}").ToString();
    }
}
