using System.Net;

namespace Acd.Simulator;

/// <summary>The gateway refused a request, or did not answer it.</summary>
/// <param name="message">What happened, for people.</param>
/// <param name="status">The HTTP status; none where there was no answer.</param>
/// <param name="code">The problem's code, where the answer has one.</param>
/// <param name="cause">What it comes from, if it comes from something else.</param>
public sealed class GatewayException(string message, HttpStatusCode? status = null, string? code = null, Exception? cause = null)
    : Exception(message, cause)
{
    /// <summary>The HTTP status; none where there was no answer.</summary>
    public HttpStatusCode? Status { get; } = status;

    /// <summary>The problem's code, where the answer has one.</summary>
    public string? Code { get; } = code;
}
