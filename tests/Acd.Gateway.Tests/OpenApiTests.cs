// Over 300 lines because each test looks at another side of one document.
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Acd.Gateway.Tests;

/// <summary>The OpenAPI document describes every route, and agrees with it.</summary>
public sealed class OpenApiTests : IAsyncLifetime
{
    private readonly FakeContactCenter _center = new();
    private TestGateway _gateway = null!;
    private JsonElement _document;

    public async ValueTask InitializeAsync()
    {
        _gateway = await TestGateway.StartAsync(_center);
        var got = await _gateway.SendAsync("GET /openapi/v1.json");
        Assert.Equal(200, got.Status);
        _document = got.Json;
    }

    public async ValueTask DisposeAsync() => await _gateway.DisposeAsync();

    [Fact]
    public void Every_route_is_described()
    {
        var routes = _gateway.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(route => !route.RoutePattern.RawText!.Contains("openapi", StringComparison.Ordinal)
                && !route.RoutePattern.RawText!.StartsWith("/docs", StringComparison.Ordinal)) // The page of the document.
            .SelectMany(route => route.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods
                .Where(method => method != "HEAD") // It is GET without the body.
                .Select(method => $"{method} /{route.RoutePattern.RawText!.Trim('/')}"))
            .Order().ToList();

        Assert.Equal(routes, Operations().Select(operation => operation.What).Order());
        Assert.True(routes.Count(route => route.Contains(" /v1/", StringComparison.Ordinal)) >= 30);
    }

    [Fact]
    public void Every_operation_has_a_name_of_its_own_a_summary_a_tag_and_its_answers()
    {
        Assert.All(Operations(), operation =>
        {
            Assert.EndsWith(".", operation.Body.GetProperty("summary").GetString());
            Assert.NotEmpty(operation.Body.GetProperty("tags").EnumerateArray());
            Assert.Contains(operation.Body.GetProperty("responses").EnumerateObject(), response => response.Name[0] == '2');
        });
        var names = Operations().Select(operation => operation.Body.GetProperty("operationId").GetString()).ToList();
        Assert.Equal(names.Distinct(), names);
    }

    [Fact]
    public void Every_operation_that_needs_a_key_declares_it_and_its_problems()
    {
        foreach (var (what, body) in Operations())
        {
            if (what is "GET /healthz" or "GET /readyz" or "POST /v1/session" or "DELETE /v1/session")
                continue;
            Assert.True(body.TryGetProperty("security", out _), what);
            var responses = body.GetProperty("responses");
            if (what.Contains(" /v1/", StringComparison.Ordinal))
            {
                var others = Resolve(responses.GetProperty("default")).GetProperty("content")
                    .GetProperty("application/problem+json");
                Assert.Equal(
                    ["400", "401", "403", "413", "415", "422", "429", "503"],
                    others.GetProperty("examples").EnumerateObject().Select(example => example.Name).Order());
                continue;
            }

            foreach (var status in new[] { "400", "401", "403", "429", "503" })
            {
                var content = Resolve(responses.GetProperty(status)).GetProperty("content");
                Assert.True(content.TryGetProperty("application/json", out _), what);
            }
        }

        Assert.Equal("bearer",
            _document.GetProperty("components").GetProperty("securitySchemes").GetProperty("apiKey").GetProperty("scheme")
                .GetString());
    }

    [Fact]
    public void Every_route_parameter_is_described()
    {
        foreach (var (what, body) in Operations())
        {
            var parts = Regex.Matches(what, @"\{(\w+)\}").Select(match => match.Groups[1].Value);
            var parameters = body.TryGetProperty("parameters", out var list)
                ? list.EnumerateArray().Select(Resolve).Where(parameter => parameter.GetProperty("in").GetString() == "path")
                    .Select(parameter => parameter.GetProperty("name").GetString()!)
                : [];
            Assert.Equal(parts, parameters);
        }
    }

    [Fact]
    public void Every_reference_resolves()
    {
        var references = References(_document).Distinct().ToList();

        Assert.NotEmpty(references);
        Assert.All(references, reference =>
        {
            var at = _document;
            foreach (var part in reference.TrimStart('#', '/').Split('/'))
                Assert.True(at.TryGetProperty(part, out at), reference);
        });
    }

    [Theory]
    [InlineData("Contact", "id state queue gate channel requirements asked priority enteredAt rank offers position unservable "
        + "inQueueSince callerId preferredAgent preferredUntil plan planDone expired callback")]
    [InlineData("Agent", "id profile presence taken contacts")]
    [InlineData("Queue", "id offerTimeout wrapUp retryCooldown strategy idleBasis offersAtOnce preferredFor plan maxWaiting "
        + "whenFull maxWait whenExpired hours closed whenClosed joinEmpty leaveWhenEmpty resumeWithin callbackAttempts "
        + "emptyFor notReadyIsStaff setAsideIsStaff whenRefused")]
    [InlineData("Queues", "queues")]
    [InlineData("Gate", "id queue skills priority whisper attributes")]
    [InlineData("Gates", "gates")]
    [InlineData("Channel", "channel cost maxContacts maxOffers")]
    [InlineData("Channels", "channels")]
    [InlineData("Agents", "agents next")]
    [InlineData("Center", "settings counts")]
    [InlineData("Skill", "id agents loggedIn available waiting")]
    [InlineData("Explanation", "contact state summary reasons choices")]
    [InlineData("Problem", "type title status detail code field limit traceId")]
    public void A_schema_has_the_members_of_the_response(string schema, string members)
    {
        var found = Members(_document.GetProperty("components").GetProperty("schemas").GetProperty(schema)).ToHashSet();

        Assert.Superset(members.Split(' ').ToHashSet(), found);
    }

    [Fact]
    public void Times_and_durations_are_described_as_they_are_written()
    {
        var contact = _document.GetProperty("components").GetProperty("schemas").GetProperty("Contact").ToString();
        var queue = _document.GetProperty("components").GetProperty("schemas").GetProperty("Queue").GetProperty("properties");

        Assert.Contains("date-time", contact);
        Assert.Equal("number", queue.GetProperty("offerTimeout").GetProperty("type").ToString());
    }

    [Fact]
    public async Task Every_field_that_is_described_is_read_and_checked()
    {
        var checkedFields = 0;
        foreach (var (what, operation) in Operations())
        {
            if (!operation.TryGetProperty("requestBody", out var body))
                continue;
            body = Resolve(body);
            var schema = Resolve(body.GetProperty("content").GetProperty("application/json").GetProperty("schema"));
            if (!schema.TryGetProperty("properties", out var fields))
                continue;
            foreach (var field in fields.EnumerateObject())
            {
                var path = Regex.Replace(what, @"\{\w+\}", "x");
                var got = await _gateway.SendAsync(path, $$"""{"{{field.Name}}":[{"nothing":[]}]}""");
                Assert.Equal(400, got.Status);
                Assert.Contains($"field {field.Name}", got.Member("detail"));
                checkedFields++;
            }
        }

        Assert.True(checkedFields >= 75, $"Only {checkedFields} fields were checked.");
        Assert.Empty(_center.Requests);
    }

    [Fact]
    public async Task Every_example_of_a_body_is_accepted_at_the_example_address()
    {
        var taken = 0;
        foreach (var (what, operation) in Operations())
        {
            var address = Address(what, operation);
            if (!operation.TryGetProperty("requestBody", out var body))
            {
                if (!what.Contains("events", StringComparison.Ordinal))
                    Assert.InRange((await _gateway.SendAsync(address)).Status, 200, 204);
                continue;
            }

            var examples = Resolve(body).GetProperty("content").GetProperty("application/json").GetProperty("examples");
            Assert.NotEmpty(examples.EnumerateObject());
            foreach (var example in examples.EnumerateObject())
            {
                Assert.NotEqual("", example.Value.GetProperty("summary").GetString());
                var got = await _gateway.SendAsync(address, example.Value.GetProperty("value").GetRawText());
                Assert.True(got.Status is >= 200 and <= 204, $"{address} {example.Value}: {got.Text}");
                taken++;
            }
        }

        Assert.True(taken >= 40, $"Only {taken} examples were taken.");
    }

    [Fact]
    public void Every_response_has_an_example_whose_members_are_described()
    {
        foreach (var (what, operation) in Operations())
        {
            foreach (var response in operation.GetProperty("responses").EnumerateObject())
            {
                if (!Resolve(response.Value).TryGetProperty("content", out var content))
                {
                    Assert.Equal("204", response.Name);
                    continue;
                }

                Assert.NotEmpty(content.EnumerateObject());
                foreach (var media in content.EnumerateObject())
                {
                    var example = ExampleOf(media.Value, $"{what} {response.Name}");
                    if (media.Name == "text/event-stream")
                    {
                        Assert.Contains("\ndata: {", example.GetString());
                        continue;
                    }

                    var described = Members(media.Value.GetProperty("schema")).ToHashSet();
                    Assert.Subset(described, example.EnumerateObject().Select(member => member.Name).ToHashSet());
                    if (example.TryGetProperty("code", out _) && response.Name != "default")
                        Assert.Equal(response.Name, example.GetProperty("status").ToString());
                }
            }
        }
    }

    [Fact]
    public void Every_parameter_has_an_example()
    {
        foreach (var (what, operation) in Operations())
        {
            var parameters = operation.TryGetProperty("parameters", out var list) ? list.EnumerateArray().Select(Resolve) : [];
            Assert.All(parameters, parameter => Assert.True(parameter.TryGetProperty("example", out _), what));
        }
    }

    [Fact]
    public async Task The_document_is_made_once()
    {
        var first = await _gateway.SendAsync("GET /openapi/v1.json");
        var cache = _gateway.App.Services.GetRequiredService<OpenApiDocumentCache>();

        Assert.Same(await cache.GetBytesAsync(), await cache.GetBytesAsync());
        Assert.Equal("application/json", first.ContentType);
        Assert.Equal("3.1", first.Member("openapi")![..3]);
    }

    private string Address(string what, JsonElement operation)
    {
        var parameters = operation.TryGetProperty("parameters", out var list)
            ? list.EnumerateArray().Select(Resolve).ToList() : [];
        var address = Regex.Replace(what, @"\{(\w+)\}", part => parameters
            .Single(parameter => parameter.GetProperty("name").GetString() == part.Groups[1].Value)
            .GetProperty("example").GetString()!);
        var query = parameters.Where(parameter => parameter.GetProperty("in").GetString() == "query")
            .Select(parameter => $"{parameter.GetProperty("name").GetString()}={parameter.GetProperty("example")}");
        return query.Any() ? $"{address}?{string.Join('&', query)}" : address;
    }

    // An example stands beside its use, or with the schema.
    private JsonElement ExampleOf(JsonElement media, string where)
    {
        if (media.TryGetProperty("example", out var example))
            return example;
        if (media.TryGetProperty("examples", out var named))
            return named.EnumerateObject().First().Value.GetProperty("value");
        Assert.True(Resolve(media.GetProperty("schema")).TryGetProperty("examples", out var examples), where);
        return examples[0];
    }

    private IEnumerable<(string What, JsonElement Body)> Operations() =>
        from path in _document.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        select ($"{operation.Name.ToUpperInvariant()} {path.Name}", operation.Value);

    private JsonElement Resolve(JsonElement schema)
    {
        if (!schema.TryGetProperty("$ref", out var reference))
            return schema;
        var at = _document;
        foreach (var part in reference.GetString()!.TrimStart('#', '/').Split('/'))
            at = at.GetProperty(part);
        return at;
    }

    private IEnumerable<string> Members(JsonElement schema)
    {
        var resolved = Resolve(schema);
        var own = resolved.TryGetProperty("properties", out var properties)
            ? properties.EnumerateObject().Select(member => member.Name) : [];
        var parts = resolved.TryGetProperty("allOf", out var all) ? all.EnumerateArray().SelectMany(Members) : [];
        return own.Concat(parts);
    }

    private static IEnumerable<string> References(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member =>
            member.Name == "$ref" && member.Value.ValueKind == JsonValueKind.String ? [member.Value.GetString()!]
                : References(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(References),
        _ => [],
    };
}
