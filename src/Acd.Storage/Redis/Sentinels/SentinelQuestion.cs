using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Acd.Storage;

/// <summary>
/// Asks a sentinel where the primary is, once. The client of the default build knows no sentinels, and one question is too
/// little for a connection that is kept.
/// </summary>
internal static class SentinelQuestion
{
    /// <summary>Asks one sentinel.</summary>
    /// <param name="sentinel">The sentinel.</param>
    /// <param name="service">What it watches.</param>
    /// <param name="login">Who asks, as AUTH takes it, where the sentinel wants to know; null where nobody can say.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>
    /// Whom it holds for the primary; null where it does not know the service, or does not let itself be asked.
    /// </returns>
    /// <exception cref="SocketException">It is not there.</exception>
    /// <exception cref="IOException">It hung up, or is no sentinel.</exception>
    public static async Task<DnsEndPoint?> AskAsync(
        DnsEndPoint sentinel, string service, string[]? login, CancellationToken cancel)
    {
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(sentinel.Host, sentinel.Port, cancel);
        var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var answer = await AskAsync(["SENTINEL", "GET-MASTER-ADDR-BY-NAME", service]);
        if (answer.StartsWith("-NOAUTH", StringComparison.Ordinal) && login is not null)
        {
            // Few sentinels have a password, and those that have none refuse to be told one.
            await AskAsync(["AUTH", .. login]);
            answer = await AskAsync(["SENTINEL", "GET-MASTER-ADDR-BY-NAME", service]);
        }

        if (answer != "*2")
            return null;
        var host = await ReadTextAsync();
        var port = await ReadTextAsync();
        return int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new DnsEndPoint(host, number)
            : throw new IOException($"{sentinel.Host}:{sentinel.Port} is no sentinel: it names {host}:{port}.");

        async Task<string> AskAsync(string[] words)
        {
            var question = new StringBuilder($"*{words.Length}\r\n");
            foreach (var word in words)
                question.Append(CultureInfo.InvariantCulture, $"${Encoding.UTF8.GetByteCount(word)}\r\n{word}\r\n");
            await stream.WriteAsync(Encoding.UTF8.GetBytes(question.ToString()), cancel);
            return await ReadLineAsync();
        }

        async Task<string> ReadTextAsync()
        {
            await ReadLineAsync();
            return await ReadLineAsync();
        }

        async Task<string> ReadLineAsync() =>
            await reader.ReadLineAsync(cancel)
            ?? throw new IOException($"The sentinel {sentinel.Host}:{sentinel.Port} hung up.");
    }
}
