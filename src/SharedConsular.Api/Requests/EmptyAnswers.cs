namespace SharedConsular.Api.Requests;

internal static class EmptyAnswers
{
    /// <summary>Gives an address nobody serves, or a method it does not take, the same kind of answer as everything else.</summary>
    public static void UseRefusalsForEmptyAnswers(this WebApplication app) =>
        app.UseStatusCodePages(context =>
        {
            Refusal? refusal = context.HttpContext.Response.StatusCode switch
            {
                StatusCodes.Status404NotFound => RequestRefusals.NotFound,
                StatusCodes.Status405MethodNotAllowed => RequestRefusals.MethodNotAllowed,
                StatusCodes.Status400BadRequest => RequestRefusals.Malformed,
                StatusCodes.Status415UnsupportedMediaType => RequestRefusals.NotJson,
                _ => null,
            };

            return refusal?.ToHttp().ExecuteAsync(context.HttpContext) ?? Task.CompletedTask;
        });
}
