namespace Acd.Storage;

/// <summary>Reads the library's embedded SQL and Lua texts.</summary>
internal static class EmbeddedResources
{
    /// <summary>Reads a text.</summary>
    /// <param name="name">The file's name without its folder.</param>
    public static string ReadText(string name)
    {
        using var stream = typeof(EmbeddedResources).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"There is no resource {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
