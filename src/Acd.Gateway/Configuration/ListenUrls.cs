using System.Net;
using Acd.Hosting;
using Microsoft.Extensions.Options;

namespace Acd.Gateway;

/// <summary>The addresses that the gateway listens on.</summary>
public static class ListenUrls
{
    /// <summary>
    /// Has the application listen where the settings say: on <c>Urls</c>, else on <c>Port</c>, which is loopback without keys.
    /// Kestrel binds them; an <c>https</c> address takes the certificate of <c>Kestrel:Certificates:Default</c>.
    /// </summary>
    /// <param name="app">The application.</param>
    /// <exception cref="OptionsValidationException">A setting is wrong; it has a sentence for each.</exception>
    public static void UseAcdUrls(this WebApplication app)
    {
        foreach (var url in Of(app.Services.GetRequiredService<IOptions<GatewayOptions>>().Value)) app.Urls.Add(url);
    }

    /// <summary>
    /// Has an application that shows nothing but health and metrics listen where the settings say: on <c>Urls</c>, else on
    /// <c>Port</c> of loopback. It needs no keys.
    /// </summary>
    /// <param name="app">The application.</param>
    /// <exception cref="OptionsValidationException">A setting is wrong; it has a sentence for each.</exception>
    public static void UseAcdHealthUrls(this WebApplication app)
    {
        var section = app.Configuration.GetSection(GatewayOptions.Section);
        SettingTypes.Check<GatewayOptions>(section);
        var settings = section.Get<GatewayOptions>() ?? new GatewayOptions();
        var options = new GatewayOptions { Port = settings.Port, Urls = settings.Urls };
        var wrong = GatewayOptionsValidator.PortErrors(options).Concat(GetFormErrors(options)).ToList();
        if (wrong.Count > 0)
            throw new OptionsValidationException(GatewayOptions.Section, typeof(GatewayOptions), wrong);
        foreach (var url in Of(options)) app.Urls.Add(url);
    }

    internal static string[] Of(GatewayOptions options) => options switch
    {
        { Urls: { Length: > 0 } urls } => Split(urls),
        { Keys.Count: > 0 } => [$"http://*:{options.Port}"],

        // Kestrel binds no free port to both loopback addresses.
        { Port: 0 } => ["http://127.0.0.1:0"],
        _ => [$"http://localhost:{options.Port}"],
    };

    /// <summary>What is wrong with the addresses, a sentence each.</summary>
    internal static IEnumerable<string> GetValidationErrors(GatewayOptions options) => GetFormErrors(options).Concat(
        from url in Split(options.Urls ?? "")
        let address = Parse(url)
        where address is not null && options.Keys.Count == 0 && !IsLoopback(address.Host)
        select $"Urls has \"{url}\", which is not loopback; configure keys before others may call.");

    private static IEnumerable<string> GetFormErrors(GatewayOptions options) =>
        from url in Split(options.Urls ?? "")
        where Parse(url) is null
        select $"Urls has \"{url}\"; it must be http://ADDRESS:PORT or https://ADDRESS:PORT with an IP address, "
            + "localhost or *.";

    private static BindingAddress? Parse(string url)
    {
        try
        {
            var address = BindingAddress.Parse(url);
            var isHost = address.Host is "localhost" or "*" or "+" || IPAddress.TryParse(address.Host.Trim('[', ']'), out _);
            return address.Scheme is "http" or "https" && isHost && address.PathBase.Length == 0 ? address : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>Whether a host, as it stands in a URL or a Host header, is loopback.</summary>
    internal static bool IsLoopback(string host) =>
        host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));

    private static string[] Split(string urls) =>
        urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
