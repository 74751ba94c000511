using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Acd.Gateway;

/// <summary>The description of every route, made from what the routes say of themselves.</summary>
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
                "Contacts wait in one line; the longest available agent who has every skill a contact needs gets the offer.",
        };
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Scheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "An API key; X-Api-Key: KEY does as well.",
            },
        };
        document.AddComponent("Problem", Problem());
        document.Paths = [];
        foreach (var endpoint in endpoints.Endpoints.OfType<RouteEndpoint>())
        {
            if (endpoint.Metadata.GetMetadata<OperationMetadata>() is { } described)
                await AddAsync(document, context, endpoint, described, cancellationToken);
        }
    }

    private static async Task AddAsync(
        OpenApiDocument document,
        OpenApiDocumentTransformerContext context,
        RouteEndpoint endpoint,
        OperationMetadata described,
        CancellationToken cancel)
    {
        var roles = string.Join(" or ", AccessPolicy.RolesOf(endpoint));
        var operation = new OpenApiOperation
        {
            OperationId = described.Id,
            Summary = described.Summary,
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

        if (endpoint.Metadata.GetMetadata<RequestBodyMetadata>() is { } taken)
        {
            document.AddComponent(taken.Name, taken.Schema);
            taken.Schema.Examples = [.. taken.Examples.Select(example => JsonNode.Parse(example.Json)!)];
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = taken.Required,
                Content = Content("application/json", new OpenApiSchemaReference(taken.Name, document), Examples(taken)),
            };
        }

        foreach (var given in endpoint.Metadata.GetOrderedMetadata<ResponseMetadata>())
            operation.Responses[$"{given.Status}"] = await ResponseAsync(document, context, given, cancel);
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
        return [.. path, .. others];
    }

    private static async Task<OpenApiResponse> ResponseAsync(
        OpenApiDocument document, OpenApiDocumentTransformerContext context, ResponseMetadata given, CancellationToken cancel)
    {
        var response = new OpenApiResponse { Description = given.Status is 503 ? "Not now." : "Done." };
        if (given.Schema is not { } answer)
            return response;
        if (document.Components!.Schemas?.ContainsKey(answer.Name) != true)
            document.AddComponent(answer.Name, await SchemaAsync(context, answer, cancel));
        response.Content = Content(answer.ContentType, new OpenApiSchemaReference(answer.Name, document), answer.Example);
        return response;
    }

    private static async Task<OpenApiSchema> SchemaAsync(
        OpenApiDocumentTransformerContext context, ResponseSchema answer, CancellationToken cancel)
    {
        var schema = answer.ExtraMembers;
        if (answer.Type is not null)
        {
            schema = await context.GetOrCreateSchemaAsync(answer.Type, cancellationToken: cancel);
            if (answer.ExtraMembers is not null)
                schema = new OpenApiSchema { AllOf = [schema, answer.ExtraMembers] };
        }

        schema!.Examples = answer.Example is { } example ? [example.DeepClone()] : [];
        return schema;
    }

    private static void AddRefusals(
        OpenApiDocument document, RouteEndpoint endpoint, OpenApiOperation operation, bool needsKey)
    {
        var detailOnly = endpoint.Metadata.GetMetadata<DetailOnlyErrors>() is not null;
        IEnumerable<RefusalMetadata> any =
        [
            Any(400, "The request is wrong in itself."), Any(429, "Too many requests of this client."),
            Any(503, "The center is busy, or does not serve; the same request may be sent again."),
        ];
        IEnumerable<RefusalMetadata> keys =
            [Any(401, "The key is missing or not known."), Any(403, "The key does not allow it.")];
        IEnumerable<RefusalMetadata> bodies = [Any(413, "The body is larger than 64 KiB."), Any(415, "The body is not JSON.")];
        var all = endpoint.Metadata.GetOrderedMetadata<RefusalMetadata>()
            .Concat(needsKey ? any.Concat(keys) : [])
            .Concat(operation.RequestBody is null ? [] : bodies);
        foreach (var (status, why, refusal) in all)
        {
            var example = refusal is null ? null : ExampleJson.Of(refusal, status, detailOnly);
            operation.Responses!.TryAdd($"{status}", new OpenApiResponse
            {
                Description = why,
                Content = detailOnly
                    ? Content("application/json", ResponseSchema.WithMember("Detail", "detail").ExtraMembers!, example)
                    : Content("application/problem+json", new OpenApiSchemaReference("Problem", document), example),
            });
        }

        static RefusalMetadata Any(int status, string why) => new(status, why, ExampleJson.CommonRefusal(status));
    }

    private static OpenApiSchema Problem()
    {
        OpenApiSchema Text(string description) => new() { Type = JsonSchemaType.String, Description = description };
        var problem = ResponseSchema.Object(
            ("type", Text("urn:acd:problem: and the code.")),
            ("title", Text("The kind of problem.")),
            ("status", new OpenApiSchema { Type = JsonSchemaType.Integer, Description = "The HTTP status." }),
            ("detail", Text("What is wrong, a sentence.")),
            ("code", Text("What is wrong, for programs: offer.notPending.")),
            ("field", Text("The field that is wrong, if one is.")),
            ("limit", Text("The limit that it is past, if there is one.")),
            ("traceId", Text("What to look for in the log, where the gateway failed.")));
        problem.Examples = [ExampleJson.Of(RequestRefusals.UnknownField("colour"), StatusCodes.Status400BadRequest, false)];
        return problem;
    }

    private static Dictionary<string, IOpenApiExample> Examples(RequestBodyMetadata taken) => taken.Examples
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
