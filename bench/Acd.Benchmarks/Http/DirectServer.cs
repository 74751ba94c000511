using Acd.Gateway;
using Acd.Hosting;
using Acd.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Acd.Benchmarks;

/// <summary>
/// The HTTP API and the engine's host in one process on any store, without Orleans: what members of a cluster are held against.
/// </summary>
internal static class DirectServer
{
    public static async Task<int> RunAsync(string store, string port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Configuration["Acd:Port"] = port;
        builder.Configuration["Acd:RequestsPerSecond"] = builder.Configuration["Acd:RequestBurst"] = "1000000";
        builder.Services.AddSingleton(parts => StoreFactory.Open(
            new StoreOptions { Url = store }, parts.GetRequiredService<TimeProvider>()));
        builder.Services.AddAcdCenter();
        builder.AddAcdGateway();
        var app = builder.Build();
        app.MapAcd();
        app.UseAcdUrls();
        await app.RunAsync();
        return 0;
    }
}
