using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Serializers;

namespace Acd.Grains;

internal static class WireServiceCollectionExtensions
{
    /// <summary>Lets the center's messages cross the wire; silos and clients need it alike.</summary>
    public static void AddAcdSerialization(this IServiceCollection services) => services.AddSerializer(serializer =>
    {
        services.AddSingleton<WireCodec>();
        services.AddSingleton<IGeneralizedCodec>(parts => parts.GetRequiredService<WireCodec>());
        services.AddSingleton<IGeneralizedCopier>(parts => parts.GetRequiredService<WireCodec>());
        services.AddSingleton<ITypeFilter>(parts => parts.GetRequiredService<WireCodec>());
        serializer.Configure(options => options.WellKnownTypeAliases[WireCodec.Name] = typeof(WireCodec));
    });
}
