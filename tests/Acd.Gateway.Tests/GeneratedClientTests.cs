using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Acd.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.OpenApi;
using NSwag.CodeGeneration.CSharp;

namespace Acd.Gateway.Tests;

/// <summary>The OpenAPI document is valid, and what generators make of it compiles.</summary>
public sealed partial class GeneratedClientTests : IAsyncLifetime
{
    private const int MaxBytes = 220 * 1024;

    private TestGateway _gateway = null!;
    private string _text = "";
    private JsonElement _document;

    public async ValueTask InitializeAsync()
    {
        _gateway = await TestGateway.StartAsync(new FakeContactCenter());
        var got = await _gateway.SendAsync("GET /openapi/v1.json");
        (_text, _document) = (got.Text, got.Json);
    }

    public async ValueTask DisposeAsync() => await _gateway.DisposeAsync();

    [Fact]
    public async Task The_document_is_valid_and_no_larger_than_it_should_be()
    {
        await using var stream = new MemoryStream(Encoding.UTF8.GetBytes(_text));
        var read = await OpenApiDocument.LoadAsync(stream, "json");

        Assert.Empty(read.Diagnostic!.Errors);
        Assert.Empty(read.Diagnostic.Warnings);
        Assert.Equal(OpenApiSpecVersion.OpenApi3_1, read.Diagnostic.SpecificationVersion);
        Assert.Equal("/", Assert.Single(read.Document!.Servers!).Url);
        Assert.True(stream.ToArray().Length < MaxBytes, $"The document has {Encoding.UTF8.GetByteCount(_text)} bytes.");
    }

    [Fact]
    public void Every_nested_object_and_every_choice_has_a_name_that_is_no_number()
    {
        var schemas = _document.GetProperty("components").GetProperty("schemas");
        Assert.All(schemas.EnumerateObject(), schema =>
        {
            Assert.DoesNotMatch("[0-9]$|(View|Item|Part)$", schema.Name);
            Assert.All(Nested(schema.Value, isTop: true), nested => Assert.False(
                nested.TryGetProperty("properties", out _) || nested.TryGetProperty("enum", out _), $"{schema.Name}: {nested}"));
            Assert.DoesNotContain("x-acd", schema.Value.ToString(), StringComparison.Ordinal);
        });
        // A schema without a type is one that the generator of schemas did not finish.
        Assert.All(schemas.EnumerateObject().SelectMany(schema => Nested(schema.Value, isTop: false)), nested => Assert.True(
            new[] { "type", "$ref", "oneOf", "allOf", "anyOf", "const" }.Any(member => nested.TryGetProperty(member, out _)),
            nested.ToString()));
    }

    [Fact]
    public void Every_event_is_a_schema_that_its_type_leads_to()
    {
        var schemas = _document.GetProperty("components").GetProperty("schemas");
        var discriminator = schemas.GetProperty("Event").GetProperty("discriminator");
        Assert.Equal(discriminator.ToString(), schemas.GetProperty("AnyEvent").GetProperty("discriminator").ToString());
        Assert.Equal("type", discriminator.GetProperty("propertyName").GetString());
        var mapping = discriminator.GetProperty("mapping").EnumerateObject().ToList();
        Assert.True(mapping.Count >= 27);
        foreach (var (type, reference) in mapping.Select(one => (one.Name, one.Value.GetString()!)))
        {
            var own = schemas.GetProperty(reference.Split('/')[^1]).GetProperty("allOf")[1];
            Assert.Equal(type, own.GetProperty("properties").GetProperty("type").GetProperty("const").GetString());
            Assert.Contains("type", own.GetProperty("required").EnumerateArray().Select(member => member.GetString()));
        }
    }

    [Fact]
    public void A_body_without_needed_fields_may_be_missing()
    {
        foreach (var path in _document.GetProperty("paths").EnumerateObject())
        {
            foreach (var operation in path.Value.EnumerateObject().Where(one => one.Value.TryGetProperty("requestBody", out _)))
            {
                var body = Resolve(operation.Value.GetProperty("requestBody"));
                var schema = Resolve(body.GetProperty("content").GetProperty("application/json").GetProperty("schema"));
                var needs = schema.TryGetProperty("required", out var required) && required.GetArrayLength() > 0;
                Assert.Equal(needs, body.TryGetProperty("required", out var isRequired) && isRequired.GetBoolean());
            }
        }
    }

    [Fact]
    public async Task A_client_that_NSwag_makes_compiles()
    {
        var document = await NSwag.OpenApiDocument.FromJsonAsync(_text);
        var settings = new CSharpClientGeneratorSettings { ClassName = "GeneratedClient" };
        settings.CSharpGeneratorSettings.Namespace = "Generated";
        settings.CSharpGeneratorSettings.JsonLibrary = NJsonSchema.CodeGeneration.CSharp.CSharpJsonLibrary.SystemTextJson;
        var code = new CSharpClientGenerator(document, settings).GenerateFile();

        var assemblies = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(file => Path.GetFileName(file).StartsWith("System.", StringComparison.Ordinal))
            .Select(file => MetadataReference.CreateFromFile(file));
        var compiled = CSharpCompilation.Create(
            "Generated", [CSharpSyntaxTree.ParseText(code)], assemblies, new(OutputKind.DynamicallyLinkedLibrary));

        Assert.Empty(compiled.GetDiagnostics().Where(found => found.Severity == DiagnosticSeverity.Error).Take(5));
        Assert.Contains("Task<Contact> EnqueueContactAsync(", code, StringComparison.Ordinal);
        Assert.Contains("class ContactOffered : ContactEvent", code, StringComparison.Ordinal);
        Assert.Contains("ICollection<Event> Events", code, StringComparison.Ordinal);
        Assert.Empty(NumberedTypes().Matches(code).Select(match => match.Value));
    }

    [Fact]
    public async Task Types_that_openapi_typescript_makes_tell_events_apart()
    {
        using var folder = new TempFolder();
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "TypeScript")))
            File.Copy(file, folder.File(Path.GetFileName(file)));
        await File.WriteAllTextAsync(folder.File("api.json"), _text);
        var (installed, log) = await RunAsync(folder.Path, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        Assert.SkipUnless(installed == 0, $"npm cannot install the generator here: {log}");

        var (made, making) = await RunAsync(
            folder.Path, "npx", "--no-install", "openapi-typescript", "api.json", "-o", "api.d.ts");
        var (compiled, errors) = await RunAsync(
            folder.Path, "npx", "--no-install", "tsc", "--noEmit", "--strict", "--target", "es2022", "check.ts", "api.d.ts");

        Assert.True(made == 0, making);
        Assert.True(compiled == 0, errors);
    }

    private static async Task<(int? Code, string Log)> RunAsync(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(2));
            await process.WaitForExitAsync(timeout.Token);
            return (process.ExitCode, await output + await errors);
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            return (null, missing.Message);
        }
    }

    private JsonElement Resolve(JsonElement schema)
    {
        if (!schema.TryGetProperty("$ref", out var reference))
            return schema;
        var at = _document;
        foreach (var part in reference.GetString()!.TrimStart('#', '/').Split('/'))
            at = at.GetProperty(part);
        return at;
    }

    /// <summary>The schemas in a schema. The parts of one are it itself.</summary>
    private static IEnumerable<JsonElement> Nested(JsonElement schema, bool isTop)
    {
        var parts = schema.TryGetProperty("allOf", out var all)
            ? all.EnumerateArray().SelectMany(part => Nested(part, isTop)) : [];
        var members = schema.TryGetProperty("properties", out var properties)
            ? properties.EnumerateObject().Select(member => member.Value) : [];
        var items = schema.TryGetProperty("items", out var item) ? [item] : Array.Empty<JsonElement>();
        var choices = schema.TryGetProperty("oneOf", out var one) ? one.EnumerateArray() : [];
        return parts.Concat(members.Concat(items).Concat(choices)
            .SelectMany(nested => (JsonElement[])[nested, .. Nested(nested, isTop)]));
    }

    [GeneratedRegex(@"(?<=public (partial class|enum) )\w+[0-9]+\b")]
    private static partial Regex NumberedTypes();
}
