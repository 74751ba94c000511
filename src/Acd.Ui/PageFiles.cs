using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Net.Http.Headers;

namespace Acd.Ui;

/// <summary>
/// The files of the pages, as they are in this assembly. Every file but the page itself has an address with the hash of them
/// all, so that a browser keeps it until another version serves.
/// </summary>
internal sealed class PageFiles
{
    private const string Prefix = "ui/", Page = "index.html";

    // The script of the colours runs before the first paint, and the worker loads its modules itself.
    private static readonly string[] NotPreloaded = ["theme.js", "core/worker.js"];

    private readonly Dictionary<string, PageFile> _files = new(StringComparer.Ordinal);
    private readonly PageFile _page;
    private readonly string _policy;

    public PageFiles()
    {
        var assembly = typeof(PageFiles).Assembly;
        var contents = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames())
        {
            if (!name.StartsWith(Prefix, StringComparison.Ordinal)) continue;
            using var stream = assembly.GetManifestResourceStream(name)!;
            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            contents[name[Prefix.Length..]] = content;
        }

        Hash = HashOf(contents.SelectMany(file => Encoding.UTF8.GetBytes(file.Key).Concat(file.Value)).ToArray())[..16];
        var importMap = ImportMap();
        foreach (var (name, content) in contents.Where(file => file.Key != Page))
            _files[$"assets/{Hash}/{name}"] = new PageFile(content, TypeOf(name));
        var page = Encoding.UTF8.GetString(contents[Page])
            .Replace("{{base}}", Base, StringComparison.Ordinal)
            .Replace("{{styles}}", Styles(contents.Keys), StringComparison.Ordinal)
            .Replace("{{importmap}}", importMap, StringComparison.Ordinal)
            .Replace("{{modules}}", Modules(contents.Keys), StringComparison.Ordinal);
        _page = new PageFile(Encoding.UTF8.GetBytes(page), "text/html; charset=utf-8");
        var mapHash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(importMap)));
        _policy = $"default-src 'self'; script-src 'self' 'sha256-{mapHash}'; img-src 'self' data:; object-src 'none'; "
            + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    }

    /// <summary>The hash of all files, in their addresses.</summary>
    public string Hash { get; }

    /// <summary>Bytes of all files as a browser that takes gzip loads them.</summary>
    public int CompressedSize => _page.Compressed.Length + _files.Values.Sum(file => file.Compressed.Length);

    private string Base => $"/ui/assets/{Hash}";

    /// <summary>Sends a file, and for every other address the page, which knows what it shows.</summary>
    public Task SendAsync(HttpContext http)
    {
        var path = http.Request.RouteValues["path"] as string ?? "";
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        if (_files.TryGetValue(path, out var file))
        {
            headers.CacheControl = "public, max-age=31536000, immutable";
            return file.SendAsync(http);
        }

        if (path.StartsWith("assets/", StringComparison.Ordinal))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        headers.CacheControl = "no-cache";
        headers.ContentSecurityPolicy = _policy;
        headers.XFrameOptions = "DENY";
        return _page.SendAsync(http);
    }

    private static string HashOf(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => "application/octet-stream",
    };

    private string ImportMap() => JsonSerializer.Serialize(new
    {
        imports = new Dictionary<string, string>
        {
            ["preact"] = $"{Base}/vendor/preact/dist/preact.module.js",
            ["preact/hooks"] = $"{Base}/vendor/preact/hooks/dist/hooks.module.js",
            ["preact/jsx-runtime"] = $"{Base}/vendor/preact/jsx-runtime/dist/jsxRuntime.module.js",
        },
    });

    // The base has the colours, which the others use; the rest is in any order.
    private string Styles(IEnumerable<string> names) => string.Concat(
        names.Where(name => name.EndsWith(".css", StringComparison.Ordinal)).OrderBy(name => name != "base.css")
            .Select(name => $"""<link rel="stylesheet" href="{Base}/{name}">""" + "\n"));

    // A module is found in the one that imports it, one round trip after another, unless the page names them all.
    private string Modules(IEnumerable<string> names) => string.Concat(
        names.Where(name => name.EndsWith(".js", StringComparison.Ordinal) && !NotPreloaded.Contains(name))
            .Select(name => $"""<link rel="modulepreload" href="{Base}/{name}">""" + "\n"));

    private sealed class PageFile(byte[] content, string type)
    {
        private readonly string _etag = $"\"{HashOf(content)[..32]}\"";

        public byte[] Compressed { get; } = Compress(content);

        public Task SendAsync(HttpContext http)
        {
            var (request, response) = (http.Request, http.Response);
            response.Headers.ETag = _etag;
            response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
            if (request.Headers.IfNoneMatch.Contains(_etag))
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                return Task.CompletedTask;
            }

            var compresses = request.Headers.AcceptEncoding.Any(
                accepted => accepted?.Contains("gzip", StringComparison.OrdinalIgnoreCase) == true);
            var body = compresses ? Compressed : content;
            response.ContentType = type;
            response.ContentLength = body.Length;
            if (compresses) response.Headers.ContentEncoding = "gzip";
            return HttpMethods.IsHead(request.Method) ? Task.CompletedTask : response.Body.WriteAsync(body).AsTask();
        }

        private static byte[] Compress(byte[] content)
        {
            using var compressed = new MemoryStream();
            using (var gzip = new GZipStream(compressed, CompressionLevel.SmallestSize))
                gzip.Write(content);
            return compressed.ToArray();
        }
    }
}
