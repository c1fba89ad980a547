using Microsoft.OpenApi;

namespace SharedConsular.Api.OpenApi;

/// <summary>The OpenAPI document: what the endpoints say of themselves, with what holds for all of them.</summary>
internal static class InterfaceDescription
{
    public static IServiceCollection AddInterfaceDescription(this IServiceCollection services) =>
        services.AddOpenApi(options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.AddDocumentTransformer((document, _, _) =>
            {
                document.Info = new OpenApiInfo
                {
                    Title = "SharedConsular",
                    Version = "1",
                    Description = "Many states serve their nationals together. Refusals are RFC 9457 problems with a stable code and a pointer to each fault.",
                };

                return Task.CompletedTask;
            });
        });
}
