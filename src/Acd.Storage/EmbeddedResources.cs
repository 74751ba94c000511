namespace Acd.Storage;

/// <summary>The SQL and Lua texts that are part of this library.</summary>
internal static class EmbeddedResources
{
    /// <param name="name">The file's name, without its folder.</param>
    public static string ReadText(string name)
    {
        using var stream = typeof(EmbeddedResources).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"There is no resource {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
