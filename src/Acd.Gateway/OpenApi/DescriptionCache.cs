using System.Text.Json;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Acd.Gateway;

/// <summary>
/// The description as it is sent. It cannot change while the process lives, so it is made once, at the first request.
/// </summary>
internal sealed class OpenApiDocumentCache
{
    public const string DocumentName = "v1";

    private readonly Lazy<Task<byte[]>> _bytes;

    public OpenApiDocumentCache([FromKeyedServices(DocumentName)] IOpenApiDocumentProvider documents) =>
        _bytes = new Lazy<Task<byte[]>>(() => WriteAsync(documents));

    /// <summary>The description as JSON.</summary>
    public Task<byte[]> GetBytesAsync() => _bytes.Value;

    public async Task SendAsync(HttpContext http)
    {
        var bytes = await GetBytesAsync();
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = bytes.Length;
        await http.Response.BodyWriter.WriteAsync(bytes);
    }

    private static async Task<byte[]> WriteAsync(IOpenApiDocumentProvider documents)
    {
        var document = await documents.GetOpenApiDocumentAsync();
        using var indented = new MemoryStream();
        await document.SerializeAsJsonAsync(indented, OpenApiSpecVersion.OpenApi3_1);
        // Most of what the library writes is indentation.
        using var json = JsonDocument.Parse(indented.ToArray());
        return JsonSerializer.SerializeToUtf8Bytes(json.RootElement);
    }
}
