using Acd.Hosting;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace Acd.Gateway;

/// <summary>The gateway from beginning to end: what it is made of, and what it answers.</summary>
internal static class Program
{
    private const int CannotListen = 1, WrongUse = 2;

    public static async Task<int> Main(string[] args)
    {
        if (args.Contains("--help") || args.Contains("-h"))
        {
            Console.Out.Write(CommandLine.Usage);
            return 0;
        }

        CommandLine.Parse(args, out var wrong);
        if (wrong is not null)
        {
            Console.Error.WriteLine($"{wrong} See acd-gateway --help.");
            return WrongUse;
        }

        try
        {
            await Build(args, builder => builder.AddCenter()).RunAsync();
            return 0;
        }
        catch (OptionsValidationException e)
        {
            foreach (var failure in e.Failures)
                Console.Error.WriteLine(failure);
            return WrongUse;
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            Console.Error.WriteLine(e.Message);
            return CannotListen;
        }
    }

    /// <summary>Puts the gateway together.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="addCenter">Adds the <see cref="IContactCenter"/> that it is the gateway to.</param>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder> addCenter)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.AddSettings(args);
        builder.Services.AddTelemetry();
        builder.Services.AddSecurity();
        builder.Services.AddRateLimits();
        builder.Services.AddEventStreams();
        builder.Services.AddOpenApiDescription();
        addCenter(builder);

        var app = builder.Build();
        app.UseProblemResponses();
        app.UseCallerIdentification();
        app.UseRateLimiter();
        app.UseAccessPolicies();

        app.MapContacts();
        app.MapAgents();
        app.MapOffers();
        app.MapSkills();
        app.MapQueues();
        app.MapStats();
        app.MapGates();
        app.MapChannels();
        app.MapCenter();
        app.MapEvents();
        app.MapBasicAcd();
        app.MapHealth();
        app.MapOpenApiDescription();
        return app;
    }
}
