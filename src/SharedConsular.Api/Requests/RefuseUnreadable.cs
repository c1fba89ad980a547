namespace SharedConsular.Api.Requests;

/// <summary>Answers a request whose body or headers could not be read, before its endpoint is asked.</summary>
internal sealed class RefuseUnreadable : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        foreach (var argument in context.Arguments)
        {
            if (argument is IRefusable { Refusal: { } refusal })
            {
                return refusal.ToHttp();
            }
        }

        return await next(context);
    }
}
