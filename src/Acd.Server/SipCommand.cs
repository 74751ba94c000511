using System.CommandLine;
using System.Globalization;
using Acd.Sip;

namespace Acd.Server;

/// <summary>The command <c>acd sip</c>: the connector between a telephone switch and a center.</summary>
internal static class SipCommand
{
    private const string About = """
        Connects a Kamailio to a center: calls become contacts, offers ring telephones. See docs/guides/telephony.md.

        The options are also environment variables: ACD_SIP__CENTER, ACD_SIP__KEY, ACD_SIP__EVAPI and so on. The command
        line goes before the environment. Give the key by the environment, because every user sees the command line.
        """;

    private static readonly (string Name, string Value, string About)[] Known =
    [
        ("--center", "URL", "a process of the center, or its balancer (http://127.0.0.1:8000)"),
        ("--key", "KEY", "the API key, of a supervisor; none for a center on this machine without keys"),
        ("--evapi", "HOST:PORT", "Kamailio's evapi socket (127.0.0.1:8448)"),
        ("--switch", "NAME", "the switch's name, which its contacts have as attribute (kamailio)"),
        ("--tell-every", "TIME", "how often a waiting caller is told its position, 00:00:05 to 01:00:00 (00:00:30)"),
        ("--compare-every", "TIME", "how often calls and contacts are compared, 00:00:05 to 01:00:00 (00:01:00)"),
        ("--heartbeats", "true", "whether each registration of a telephone is a heartbeat of its agent (false)"),
    ];

    public static Command Create()
    {
        var command = new Command("sip", About);
        var options = Known.Select(known => new Option<string>(known.Name)
        {
            HelpName = known.Value,
            Description = known.About,
        }).ToList();
        foreach (var option in options) command.Options.Add(option);
        command.SetAction((parsed, cancel) =>
        {
            var settings = ServeCommand.FromEnvironment(Environment.GetEnvironmentVariables());
            foreach (var option in options)
                if (parsed.GetValue(option) is { } value) settings[SettingOf(option.Name)] = value;
            return RunAsync(settings, cancel);
        });
        return command;
    }

    /// <summary>What is wrong with the settings, a sentence each.</summary>
    internal static IReadOnlyList<string> Parse(IReadOnlyDictionary<string, string?> settings, out SipCommandOptions options)
    {
        var values = new Dictionary<string, string?>(settings, StringComparer.OrdinalIgnoreCase);
        options = new SipCommandOptions();
        var wrong = new List<string>();
        if (Value("--center") is { } center)
        {
            if (Uri.TryCreate(center, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https") options.Center = uri;
            else wrong.Add($"--center is \"{center}\"; it must be http://HOST:PORT or https://HOST:PORT.");
        }

        options.Key = Value("--key");
        if (Value("--evapi") is { } evapi)
        {
            var colon = evapi.LastIndexOf(':');
            if (colon > 0
                && ushort.TryParse(evapi[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port))
                (options.Host, options.Port) = (evapi[..colon].Trim('[', ']'), port);
            else
                wrong.Add($"--evapi is \"{evapi}\"; it must be HOST:PORT.");
        }

        if (Value("--switch") is { } name)
        {
            if (name.Length is < 1 or > 64) wrong.Add("--switch must have 1 to 64 characters.");
            options.Connector.Switch = name;
        }

        options.Connector.TellEvery = Time("--tell-every", options.Connector.TellEvery);
        options.Connector.CompareEvery = Time("--compare-every", options.Connector.CompareEvery);
        if (Value("--heartbeats") is { } heartbeats)
        {
            if (bool.TryParse(heartbeats, out var on)) options.Connector.Heartbeats = on;
            else wrong.Add($"--heartbeats is \"{heartbeats}\"; it must be true or false.");
        }

        return wrong;

        string? Value(string option) => values.GetValueOrDefault(SettingOf(option));

        TimeSpan Time(string option, TimeSpan usual)
        {
            if (Value(option) is not { } text) return usual;
            if (TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var time)
                && time >= TimeSpan.FromSeconds(5) && time <= TimeSpan.FromHours(1))
                return time;
            wrong.Add($"{option} is \"{text}\"; it must be 00:00:05 to 01:00:00.");
            return usual;
        }
    }

    private static string SettingOf(string option) =>
        $"{ServerOptions.Section}:Sip:{option.Replace("-", "", StringComparison.Ordinal)}";

    private static async Task<int> RunAsync(Dictionary<string, string?> settings, CancellationToken cancel)
    {
        var wrong = Parse(settings, out var options);
        if (wrong.Count > 0)
        {
            foreach (var sentence in wrong) await Console.Error.WriteLineAsync(sentence);
            return ExitCodes.WrongUse;
        }

        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddSingleton(options.Connector);
        builder.Services.AddSingleton<ICenterClient>(services => new HttpCenterClient(
            options.Center, options.Key, services.GetRequiredService<ILogger<HttpCenterClient>>()));
        builder.Services.AddSingleton<ICallSwitch>(services => new KamailioSwitch(
            options.Host, options.Port, services.GetRequiredService<ILogger<KamailioSwitch>>()));
        builder.Services.AddHostedService<SipConnector>();
        using var host = builder.Build();
        await host.RunAsync(cancel);
        return ExitCodes.Stopped;
    }
}

/// <summary>What <c>acd sip</c> is told.</summary>
internal sealed class SipCommandOptions
{
    public Uri Center { get; set; } = new("http://127.0.0.1:8000");

    public string? Key { get; set; }

    public string Host { get; set; } = "127.0.0.1";

    public int Port { get; set; } = 8448;

    public SipOptions Connector { get; } = new();
}
