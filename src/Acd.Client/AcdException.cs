using System.Net;

namespace Acd.Client;

/// <summary>A request that was refused, or that had no usable answer. A refused request has changed nothing.</summary>
public sealed class AcdException : Exception
{
    /// <summary>The code of a request without an answer. The center may have carried it out.</summary>
    public const string Unreachable = "client.unreachable";

    /// <summary>The code of an answer that this client cannot read.</summary>
    public const string BadAnswer = "client.badAnswer";

    /// <summary>Creates an exception.</summary>
    /// <param name="code">The problem's code.</param>
    /// <param name="message">A sentence for people.</param>
    /// <param name="inner">The cause, if there is one.</param>
    public AcdException(string code, string message, Exception? inner = null) : base(message, inner) => Code = code;

    /// <summary>
    /// The problem's code, for programs: <c>offer.notPending</c>. <see cref="Unreachable"/> and <see cref="BadAnswer"/> are this
    /// client's own.
    /// </summary>
    public string Code { get; }

    /// <summary>The HTTP status. Null without an answer.</summary>
    public HttpStatusCode? Status { get; init; }

    /// <summary>The field that is wrong. Null where the problem is about none.</summary>
    public string? Field { get; init; }

    /// <summary>The limit that the field must keep. Null where there is none.</summary>
    public string? Limit { get; init; }

    /// <summary>The time after which the same request may be sent again. Null where the server names none.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The id that finds the failure in the server's log. Null where there is none.</summary>
    public string? TraceId { get; init; }
}
