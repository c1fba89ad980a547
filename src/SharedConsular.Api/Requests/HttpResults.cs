using System.Diagnostics;
using System.Text.Json;
using SharedConsular.Api.Limits;
using SharedConsular.Contracts;
using SharedConsular.Languages;

namespace SharedConsular.Api.Requests;

internal static class HttpResults
{
    public static IResult ToHttp(this Refusal refusal) => new ProblemResult(refusal, StatusOf(refusal));

    /// <summary>The one place where a kind of refusal becomes an HTTP status.</summary>
    internal static int StatusOf(Refusal refusal) => refusal switch
    {
        { Code: "request.too-large" or "paper-file.too-large" } => StatusCodes.Status413PayloadTooLarge,
        { Code: "request.not-json" } => StatusCodes.Status415UnsupportedMediaType,
        { Code: "request.method-not-allowed" } => StatusCodes.Status405MethodNotAllowed,
        { Code: "request.malformed" or "idempotency.key-missing" or "idempotency.key-malformed" or "request.if-match-malformed" } =>
            StatusCodes.Status400BadRequest,
        { Code: "request.too-many" or "caller.too-many" or "tenant.too-many" or "follow.too-many" or "sign-in.too-many" } =>
            StatusCodes.Status429TooManyRequests,
        { Code: "caller.not-signed-in" } => StatusCodes.Status401Unauthorized,
        { Code: "intake.busy" or "platform.overloaded" or "platform.share-used" or "platform.not-stored" or "node.lost" or "caller.sign-in-unreachable" } =>
            StatusCodes.Status503ServiceUnavailable,
        { Code: "platform.fault" } => StatusCodes.Status500InternalServerError,
        { Kind: RefusalKind.Invalid } => StatusCodes.Status422UnprocessableEntity,
        { Kind: RefusalKind.NotAllowed } => StatusCodes.Status403Forbidden,
        { Kind: RefusalKind.NotFound } => StatusCodes.Status404NotFound,
        { Kind: RefusalKind.Conflict } => StatusCodes.Status409Conflict,
        { Kind: RefusalKind.Stale } => StatusCodes.Status412PreconditionFailed,
        _ => throw new UnreachableException($"No status for {refusal.Kind}."),
    };
}

/// <summary>A refusal as RFC 9457 problem, in the caller's language.</summary>
/// <param name="refusal">What is said.</param>
/// <param name="status">The HTTP status.</param>
/// <param name="code">A code more exact than the sentence, when there is one.</param>
internal sealed class ProblemResult(Refusal refusal, int status, string? code = null) : IResult
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All),
    };

    public int Status { get; } = status;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var sentences = httpContext.SentencesFor();
        var problem = new ProblemResponse(
            Type: $"urn:sharedconsular:problem:{code ?? refusal.Code}",
            Title: TitleOf(Status),
            Status: Status,
            Detail: sentences.Of(refusal),
            Instance: null,
            Code: code ?? refusal.Code,
            Errors: refusal.Faults.IsEmpty ? null : [.. refusal.Faults.Select(f => Translated(f, sentences))]);
        httpContext.RequestServices.GetRequiredService<SecurityLog>().Note(httpContext, Status, code ?? refusal.Code);
        httpContext.Response.StatusCode = Status;
        httpContext.Response.Headers.ContentLanguage = sentences.Language;
        httpContext.Response.Headers.CacheControl = "no-store";
        if (Status is StatusCodes.Status401Unauthorized)
        {
            httpContext.Response.Headers.WWWAuthenticate = "Bearer";
        }
        else if (Status is StatusCodes.Status503ServiceUnavailable)
        {
            httpContext.Response.Headers.RetryAfter = "5";
        }

        await httpContext.Response.WriteAsJsonAsync(problem, Json, "application/problem+json", httpContext.RequestAborted);
    }

    /// <summary>A fault of the form has a sentence of its own; one that a rule found is said as its refusal.</summary>
    private static FaultResponse Translated(Fault fault, Sentences sentences)
    {
        string[] arguments = fault.Argument is { } argument ? [argument] : [];

        return new(fault.Pointer, fault.Code, sentences.Find("fault." + fault.Code, arguments) ?? sentences.Find(fault.Code, arguments) ?? fault.Message);
    }

    private static string TitleOf(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "Bad request",
        StatusCodes.Status401Unauthorized => "Not signed in",
        StatusCodes.Status403Forbidden => "Not allowed",
        StatusCodes.Status404NotFound => "Not found",
        StatusCodes.Status405MethodNotAllowed => "Method not allowed",
        StatusCodes.Status409Conflict => "Conflict",
        StatusCodes.Status412PreconditionFailed => "Changed meanwhile",
        StatusCodes.Status413PayloadTooLarge => "Too large",
        StatusCodes.Status415UnsupportedMediaType => "Not JSON",
        StatusCodes.Status422UnprocessableEntity => "Can't be used",
        StatusCodes.Status429TooManyRequests => "Too many requests",
        StatusCodes.Status503ServiceUnavailable => "Not available now",
        _ => "Refused",
    };
}
