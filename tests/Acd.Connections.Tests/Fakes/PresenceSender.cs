using System.Security.Cryptography;
using System.Text;

namespace Acd.Connections.Tests;

/// <summary>Sends changes of presence, signed as a cloud contact center does.</summary>
internal static class PresenceSender
{
    public const string Secret = "presence-secret-0123456789", FormerSecret = "former-presence-secret-0123";

    /// <summary>The settings of a center that takes presence from this sender.</summary>
    public static readonly (string, string)[] Settings =
    [
        ("Connections:Presence:Sources:0:Name", "cloud"), ("Connections:Presence:Sources:0:Secret", Secret),
        ("Connections:Presence:Sources:0:FormerSecret", FormerSecret),
    ];

    /// <summary>A change as JSON.</summary>
    public static string Change(string agent, string state, long timestamp) =>
        $$"""{"agentId":"{{agent}}","state":"{{state}}","timestamp":{{timestamp}},"eventSubscriptionId":"sub-1"}""";

    /// <summary>Sends a body.</summary>
    public static async Task<(int Status, string Text)> SendAsync(
        HttpClient http, string body, string path = "/v1/connections/presence/cloud", string secret = Secret,
        TimeSpan age = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(body));
        request.Headers.Add("X-GC-Signature", Convert.ToHexStringLower(mac));
        request.Headers.Add("X-GC-Timestamp", $"{DateTimeOffset.UtcNow.Subtract(age).ToUnixTimeMilliseconds()}");
        using var answer = await http.SendAsync(request);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
