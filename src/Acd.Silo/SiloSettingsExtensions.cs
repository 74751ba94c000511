using Microsoft.Extensions.Options;

namespace Acd.Silo;

internal static class SiloSettingsExtensions
{
    /// <summary>Where settings come from, and that they are checked before anything starts.</summary>
    /// <returns>The settings, which are right.</returns>
    /// <exception cref="OptionsValidationException">They are wrong.</exception>
    public static SiloOptions AddSettings(this WebApplicationBuilder builder, IReadOnlyList<string> args)
    {
        builder.Configuration
            .AddInMemoryCollection(SiloCommandLine.FromEnvironment(Environment.GetEnvironmentVariables()))
            .AddInMemoryCollection(SiloCommandLine.Parse(args, out _));
        var options = new SiloOptions();
        try
        {
            builder.Configuration.GetSection(SiloOptions.Section).Bind(options);
        }
        catch (InvalidOperationException e)
        {
            throw new OptionsValidationException(nameof(SiloOptions), typeof(SiloOptions), [e.Message]);
        }

        var validation = new SiloOptionsValidator().Validate(null, options);
        if (validation.Failed)
            throw new OptionsValidationException(nameof(SiloOptions), typeof(SiloOptions), validation.Failures);

        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = options.StopWithin);
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("Orleans", LogLevel.Warning);
        return options;
    }
}
