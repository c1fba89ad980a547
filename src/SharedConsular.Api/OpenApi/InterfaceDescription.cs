using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using SharedConsular.Api.Access;
using SharedConsular.Api.Papers;
using SharedConsular.Api.Requests;
using SharedConsular.Contracts;

namespace SharedConsular.Api.OpenApi;

/// <summary>The OpenAPI document: what the endpoints say of themselves, with what holds for all of them.</summary>
internal static class InterfaceDescription
{
    private const string Bearer = "bearer";
    private const string Refusal = "Refusal";

    public static IServiceCollection AddInterfaceDescription(this IServiceCollection services) =>
        services.AddOpenApi(options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.AddDocumentTransformer(Introduce);
            options.AddOperationTransformer(Complete);
        });

    private static async Task Introduce(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken ct)
    {
        document.Info = new OpenApiInfo
        {
            Title = "SharedConsular",
            Version = "1",
            Description = "Many states serve their nationals together. Refusals are RFC 9457 problems with a stable code and a pointer to each fault.",
        };
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Bearer] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                BearerFormat = "JWT",
                Description = "A token of the sign-in service that names the party, the role and the login.",
            },
        };
        document.Components.Responses = new Dictionary<string, IOpenApiResponse>
        {
            [Refusal] = new OpenApiResponse
            {
                Description = "Refused, and why: in the language of Accept-Language (en, fr, es, ar), with a code that never changes.",
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    ["application/problem+json"] = new()
                    {
                        Schema = await context.GetOrCreateSchemaAsync(typeof(ProblemResponse), null, ct),
                        Example = RequestExamples.Refused,
                    },
                },
            },
        };
    }

    private static Task Complete(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        var endpoint = context.Description.ActionDescriptor.EndpointMetadata;
        operation.Responses ??= [];
        operation.Responses["default"] = new OpenApiResponseReference(Refusal, context.Document);
        if (!endpoint.OfType<IAllowAnonymous>().Any())
        {
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, context.Document)] = [] }];
        }

        operation.Extensions ??= new Dictionary<string, IOpenApiExtension>();
        operation.Extensions["x-access"] = new JsonNodeExtension(OperationMetadata.NameOf(endpoint));
        var example = endpoint.OfType<IAcceptsMetadata>().FirstOrDefault()?.RequestType is { } request ? RequestExamples.Find(request) : null;
        foreach (var body in example is null ? [] : operation.RequestBody?.Content?.Values ?? [])
        {
            body.Example = example;
        }

        if (endpoint.OfType<PaperKinds>().Any())
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = PaperKinds.Types.ToDictionary(
                    t => t, _ => new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } }),
            };
        }

        var takesFacts = endpoint.OfType<MethodInfo>().Any(m => m.GetParameters().Any(p => p.ParameterType == typeof(RequestFacts)));
        if (takesFacts && context.Description.HttpMethod != HttpMethods.Get)
        {
            var opens = example is not null && endpoint.OfType<IAcceptsMetadata>().First().RequestType == typeof(OpenCaseRequest);
            operation.Parameters ??= [];
            operation.Parameters.Add(Header(
                "Idempotency-Key", opens, "Names the attempt: sent again with the same body within 48 hours, it is answered again and done once."));
            operation.Parameters.Add(Header("If-Match", false, "The ETag of the answer this was decided on; 412 when it has changed meanwhile."));
        }

        return Task.CompletedTask;
    }

    private static OpenApiParameter Header(string name, bool required, string description) => new()
    {
        Name = name,
        In = ParameterLocation.Header,
        Required = required,
        Description = description,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };
}
