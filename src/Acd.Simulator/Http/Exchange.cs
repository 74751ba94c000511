namespace Acd.Simulator;

/// <summary>
/// A request of a load generator, and what becomes of it. Its methods are called on whatever thread the answer comes in on.
/// </summary>
public abstract class HttpExchange
{
    /// <summary>Writes the whole request of HTTP/1.1, and gives its length.</summary>
    public abstract int Write(Span<byte> buffer, HttpRequestWriter writer);

    /// <summary>The server answered.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="body">The body; its bytes hold only until the method returns.</param>
    public abstract void OnResponse(int status, ReadOnlySpan<byte> body);

    /// <summary>No answer came, and none will; the request may have been carried out or not.</summary>
    /// <param name="code">Why, in a word for a table of errors.</param>
    public abstract void OnFailure(string code);
}
