namespace SharedConsular.Api.Requests;

/// <summary>JSON that is ready as bytes.</summary>
internal sealed class JsonBytesResult(ReadOnlyMemory<byte> bytes, int status = StatusCodes.Status200OK) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = status;
        httpContext.Response.ContentType = "application/json";
        httpContext.Response.ContentLength = bytes.Length;

        return httpContext.Response.Body.WriteAsync(bytes, httpContext.RequestAborted).AsTask();
    }
}

internal static class Days
{
    /// <summary>The day it is in UTC; instruments and tariffs begin and end by day.</summary>
    public static DateOnly Today(this TimeProvider time) => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
}
