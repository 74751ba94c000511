using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Acd.Gateway;

/// <summary>
/// The authentication scheme of API keys: <c>Authorization: Bearer KEY</c> or <c>X-Api-Key: KEY</c>. Without configured keys
/// every caller on this machine is a supervisor, and nobody else may call. Challenges and refusals are problems.
/// </summary>
internal sealed class ApiKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ApiKeyStore keys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "ApiKey";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() =>
        Task.FromResult(keys.Authenticate(Context, out _));

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var result = await HandleAuthenticateOnceAsync();
        await ProblemWriter.WriteAsync(Context, ApiKeyStore.WhyNot(result));
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        ProblemWriter.WriteAsync(Context, RequestRefusals.NotAllowed);
}
