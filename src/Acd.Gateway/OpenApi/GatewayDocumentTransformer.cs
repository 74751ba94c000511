using System.Text.Json.Nodes;
using Acd.Core;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Acd.Gateway;

/// <summary>Fills the OpenAPI document from the metadata of the routes.</summary>
internal sealed class GatewayDocumentTransformer(EndpointDataSource endpoints) : IOpenApiDocumentTransformer
{
    private const string Scheme = "apiKey";

    public async Task TransformAsync(
        OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Acd",
            Version = "v1",
            Description =
                "Contacts wait in line. Each is offered to the longest available agent that has every skill it needs.",
        };
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Scheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "An API key. X-Api-Key: KEY works as well.",
            },
        };
        document.AddComponent("Problem", Problem());
        document.Paths = [];
        foreach (var endpoint in endpoints.Endpoints.OfType<RouteEndpoint>())
        {
            if (endpoint.Metadata.GetMetadata<OperationMetadata>() is { } metadata)
                await AddAsync(document, context, endpoint, metadata, cancellationToken);
        }
    }

    private static async Task AddAsync(
        OpenApiDocument document,
        OpenApiDocumentTransformerContext context,
        RouteEndpoint endpoint,
        OperationMetadata metadata,
        CancellationToken cancel)
    {
        var roles = string.Join(" or ", AccessPolicy.RolesOf(endpoint));
        var operation = new OpenApiOperation
        {
            OperationId = metadata.Id,
            Summary = metadata.Summary,
            Tags = new HashSet<OpenApiTagReference>(),
            Parameters = Parameters(endpoint),
            Responses = [],
        };
        foreach (var tag in endpoint.Metadata.GetMetadata<ITagsMetadata>()?.Tags ?? [])
        {
            (document.Tags ??= new HashSet<OpenApiTag>()).Add(new OpenApiTag { Name = tag });
            operation.Tags.Add(new OpenApiTagReference(tag, document));
        }

        if (roles.Length > 0)
        {
            operation.Description = $"For keys with the role {roles}.";
            operation.Security =
                [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, document)] = [] }];
        }

        if (endpoint.Metadata.GetMetadata<RequestBodyMetadata>() is { } body)
        {
            document.AddComponent(body.Name, body.Schema);
            body.Schema.Examples = [.. body.Examples.Select(example => JsonNode.Parse(example.Json)!)];
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = body.Required,
                Content = Content("application/json", new OpenApiSchemaReference(body.Name, document), Examples(body)),
            };
        }

        foreach (var response in endpoint.Metadata.GetOrderedMetadata<ResponseMetadata>())
            await AddResponseAsync(document, context, response, operation.Responses, cancel);
        AddRefusals(document, endpoint, operation, needsKey: roles.Length > 0);

        var path = PathOf(endpoint);
        if (!document.Paths.TryGetValue(path, out var item))
            document.Paths[path] = item = new OpenApiPathItem();
        foreach (var method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [])
            ((OpenApiPathItem)item).AddOperation(HttpMethod.Parse(method), operation);
    }

    private static string PathOf(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText!.Trim('/');

    private static List<IOpenApiParameter> Parameters(RouteEndpoint endpoint)
    {
        var path = endpoint.RoutePattern.Parameters.Select(IOpenApiParameter (part) => new OpenApiParameter
        {
            Name = part.Name,
            In = ParameterLocation.Path,
            Required = true,
            Schema = ValueFields.IdSchema(),
            Example = ExampleIds.OfPath(PathOf(endpoint), part.Name),
        });
        var others = endpoint.Metadata.GetOrderedMetadata<ParameterMetadata>()
            .Select(IOpenApiParameter (parameter) => new OpenApiParameter
            {
                Name = parameter.Name,
                In = parameter.In,
                Schema = parameter.Schema,
                Example = parameter.Schema.Examples?[0],
            });
        return [.. path, .. others, .. IsKeyed(endpoint) ? [KeyHeader] : Array.Empty<IOpenApiParameter>()];
    }

    /// <summary>Whether requests may have a key: every POST of the API.</summary>
    private static bool IsKeyed(RouteEndpoint endpoint) =>
        PathOf(endpoint).StartsWith("/v1/", StringComparison.Ordinal)
        && endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains(HttpMethods.Post) == true;

    private static OpenApiParameter KeyHeader => new()
    {
        Name = IdempotencyKey.Header,
        In = ParameterLocation.Header,
        Schema = new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            MaxLength = 255,
            Description = "A key of the client's own. The same request with it again has the same answer.",
        },
        Example = "order-4711",
    };

    /// <summary>Adds a response. A route may answer in several media types.</summary>
    private static async Task AddResponseAsync(
        OpenApiDocument document, OpenApiDocumentTransformerContext context, ResponseMetadata metadata,
        OpenApiResponses responses, CancellationToken cancel)
    {
        var made = await ResponseAsync(document, context, metadata, cancel);
        if (responses.TryGetValue($"{metadata.Status}", out var known) && known.Content is { } content)
            foreach (var (type, body) in made.Content ?? new Dictionary<string, OpenApiMediaType>()) content[type] = body;
        else
            responses[$"{metadata.Status}"] = made;
    }

    private static async Task<OpenApiResponse> ResponseAsync(
        OpenApiDocument document,
        OpenApiDocumentTransformerContext context,
        ResponseMetadata metadata,
        CancellationToken cancel)
    {
        var response = new OpenApiResponse { Description = metadata.Status is 503 ? "Not ready." : "Success." };
        if (metadata.Schema is not { } schema)
            return response;
        if (document.Components!.Schemas?.ContainsKey(schema.Name) != true)
            document.AddComponent(schema.Name, await SchemaAsync(context, schema, cancel));
        if (schema.Type == typeof(CenterEvent))
            await EventSchemas.AddAsync(document, context, cancel);
        response.Content = Content(schema.ContentType, new OpenApiSchemaReference(schema.Name, document), schema.Example);
        return response;
    }

    private static async Task<OpenApiSchema> SchemaAsync(
        OpenApiDocumentTransformerContext context, ResponseSchema response, CancellationToken cancel)
    {
        var schema = response.ExtraMembers;
        if (response.Type == typeof(CenterEvent))
        {
            schema = EventSchemas.OfAll();
        }
        else if (response.Type is not null)
        {
            schema = await context.GetOrCreateSchemaAsync(response.Type, cancellationToken: cancel);
            foreach (var (name, member) in response.ExtraMembers?.Properties ?? new Dictionary<string, IOpenApiSchema>())
                (schema.Properties ??= new Dictionary<string, IOpenApiSchema>())[name] = member;
        }

        schema!.Examples = response.Example is { } example ? [example.DeepClone()] : [];
        return schema;
    }

    private static void AddRefusals(
        OpenApiDocument document, RouteEndpoint endpoint, OpenApiOperation operation, bool needsKey)
    {
        var detailOnly = endpoint.Metadata.GetMetadata<DetailOnlyErrors>() is not null;
        IEnumerable<RefusalMetadata> common =
        [
            Any(400, "The request is invalid."), Any(429, "This client sends too many requests."),
            Any(503, "The center is busy, or does not serve. Send the same request again."),
        ];
        IEnumerable<RefusalMetadata> keys =
            [Any(401, "The key is missing or unknown."), Any(403, "The key does not allow it.")];
        IEnumerable<RefusalMetadata> bodies = [Any(413, "The body is larger than 64 KiB."), Any(415, "The body is not JSON.")];
        var all = endpoint.Metadata.GetOrderedMetadata<RefusalMetadata>()
            .Concat(needsKey ? common.Concat(keys) : [])
            .Concat(operation.RequestBody is null ? [] : bodies)
            .Concat(IsKeyed(endpoint)
                ? [new RefusalMetadata(422, "The Idempotency-Key was sent with another request before.", Refusals.OtherBody())]
                : []);
        foreach (var (status, description, refusal) in all)
        {
            var example = refusal is null ? null : ExampleJson.Of(refusal, status, detailOnly);
            operation.Responses!.TryAdd($"{status}", new OpenApiResponse
            {
                Description = description,
                Content = detailOnly
                    ? Content("application/json", ResponseSchema.WithMember("Detail", "detail").ExtraMembers!, example)
                    : Content("application/problem+json", new OpenApiSchemaReference("Problem", document), example),
            });
        }

        static RefusalMetadata Any(int status, string description) =>
            new(status, description, ExampleJson.CommonRefusal(status));
    }

    private static OpenApiSchema Problem()
    {
        OpenApiSchema Text(string description) => new() { Type = JsonSchemaType.String, Description = description };
        var problem = ResponseSchema.Object(
            ("type", Text("urn:acd:problem: followed by the code.")),
            ("title", Text("The phrase of the HTTP status.")),
            ("status", new OpenApiSchema { Type = JsonSchemaType.Integer, Description = "The HTTP status." }),
            ("detail", Text("A sentence for people that says what is wrong.")),
            ("code", Text("The problem's code, for programs: offer.notPending.")),
            ("field", Text("The field that is wrong, where the problem is about one.")),
            ("limit", Text("The limit that the field must keep, where there is one.")),
            ("traceId", Text("The id of the failure in the gateway's log; with status 500 only.")));
        problem.Examples = [ExampleJson.Of(RequestRefusals.UnknownField("colour"), StatusCodes.Status400BadRequest, false)];
        return problem;
    }

    private static Dictionary<string, IOpenApiExample> Examples(RequestBodyMetadata body) => body.Examples
        .Select((example, index) => (Name: $"example{index + 1}", Example: example))
        .ToDictionary(
            named => named.Name,
            IOpenApiExample (named) => new OpenApiExample
            {
                Summary = named.Example.Summary,
                Value = JsonNode.Parse(named.Example.Json),
            });

    private static Dictionary<string, OpenApiMediaType> Content(string type, IOpenApiSchema schema, JsonNode? example) =>
        new() { [type] = new OpenApiMediaType { Schema = schema, Example = example?.DeepClone() } };

    private static Dictionary<string, OpenApiMediaType> Content(
        string type, IOpenApiSchema schema, Dictionary<string, IOpenApiExample> examples) =>
        new() { [type] = new OpenApiMediaType { Schema = schema, Examples = examples } };
}
