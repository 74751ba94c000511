using System.ComponentModel;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Acd.Hosting;

/// <summary>Finds settings whose text is not of their type, before they are bound.</summary>
public static class SettingTypes
{
    /// <summary>Throws where a setting of these options is not of its type.</summary>
    /// <param name="section">The section of the configuration that the options are bound to.</param>
    /// <typeparam name="T">The options.</typeparam>
    /// <exception cref="OptionsValidationException">It has a sentence for each wrong setting.</exception>
    public static void Check<T>(IConfigurationSection section)
    {
        if (FindWrong<T>(section).ToList() is { Count: > 0 } wrong)
            throw new OptionsValidationException(section.Path, typeof(T), wrong);
    }

    private static IEnumerable<string> FindWrong<T>(IConfigurationSection section)
    {
        // Sections within Acd are named, as in "Engine:MaxBatch"; Acd itself goes without saying.
        var colon = section.Path.IndexOf(':', StringComparison.Ordinal);
        var within = colon < 0 ? "" : section.Path[(colon + 1)..] + ":";
        return
            from property in typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            where property.CanWrite
            let type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType
            where type.IsPrimitive || type.IsEnum || type == typeof(TimeSpan)
            let text = section[property.Name]
            where text is not null && !IsOf(type, text, isOptional: type != property.PropertyType)
            select $"{within}{property.Name} is \"{text}\"; it must be {Describe(type)}.";
    }

    private static bool IsOf(Type type, string text, bool isOptional) =>
        (isOptional && text.Length == 0)
        || (type.IsEnum ? Enum.TryParse(type, text, ignoreCase: true, out _)
            : text.Length > 0 && TypeDescriptor.GetConverter(type).IsValid(text));

    private static string Describe(Type type) => type switch
    {
        _ when type == typeof(bool) => "true or false",
        _ when type == typeof(TimeSpan) => "a time such as 00:00:10",
        { IsEnum: true } => "one of " + string.Join(", ", Enum.GetNames(type).Select(name => name.ToLowerInvariant())),
        _ => "a whole number",
    };
}
