using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace Acd.Silo;

/// <summary>The silo from beginning to end: what it is made of, and how it ends.</summary>
internal static class Program
{
    private const int CannotStart = 1, WrongUse = 2;

    public static async Task<int> Main(string[] args)
    {
        if (args.Contains("--help") || args.Contains("-h"))
        {
            Console.Out.Write(SiloCommandLine.Usage);
            return 0;
        }

        SiloCommandLine.Parse(args, out var wrong);
        if (wrong is not null)
        {
            Console.Error.WriteLine($"{wrong} See acd-silo --help.");
            return WrongUse;
        }

        try
        {
            await Build(args).RunAsync();
            return 0;
        }
        catch (OptionsValidationException e)
        {
            foreach (var failure in e.Failures)
                Console.Error.WriteLine(failure);
            return WrongUse;
        }
        catch (Exception e) when (IsNoBug(e))
        {
            Console.Error.WriteLine($"The silo cannot start: {e.Message}");
            return CannotStart;
        }
    }

    /// <summary>A port that is taken, or a Redis that is not there: no reason to show where in the code it was found.</summary>
    private static bool IsNoBug(Exception e) => e
        is AddressInUseException or OrleansException or StackExchange.Redis.RedisException
        or IOException { InnerException: AddressInUseException };

    /// <summary>Puts the silo together.</summary>
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder();
        var options = builder.AddSettings(args);
        builder.AddCluster(options);

        var app = builder.Build();
        app.MapHealth();
        return app;
    }
}
