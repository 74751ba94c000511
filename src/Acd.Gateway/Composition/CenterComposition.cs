using Acd.Hosting;
using Acd.Storage;
using Microsoft.Extensions.Options;

namespace Acd.Gateway;

internal static class CenterComposition
{
    /// <summary>
    /// The center in this process, on the store that the settings name. How both work is set under <c>Acd:Engine</c> and
    /// <c>Acd:Storage</c>.
    /// </summary>
    public static void AddCenter(this IServiceCollection services)
    {
        services.AddOptions<StoreOptions>().BindConfiguration($"{GatewayOptions.Section}:Storage")
            .Configure<IOptions<GatewayOptions>>((store, gateway) =>
                (store.Url, store.Center) = (gateway.Value.Store, gateway.Value.Center));
        services.AddOptions<EngineHostOptions>().BindConfiguration($"{GatewayOptions.Section}:Engine");
        services.AddSingleton(Open);
        services.AddAcdCenter();
    }

    private static IStore Open(IServiceProvider services)
    {
        try
        {
            return StoreUrl.Open(services.GetRequiredService<IOptions<StoreOptions>>().Value,
                services.GetRequiredService<TimeProvider>());
        }
        catch (ArgumentException e)
        {
            throw new OptionsValidationException(nameof(StoreOptions), typeof(StoreOptions), [e.Message]);
        }
    }
}
