namespace SharedConsular.Api.Requests;

/// <summary>JSON that is ready as bytes.</summary>
internal sealed class JsonBytesResult(ReadOnlyMemory<byte> bytes) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = "application/json";
        httpContext.Response.ContentLength = bytes.Length;
        await httpContext.Response.Body.WriteAsync(bytes, httpContext.RequestAborted);
    }
}

internal static class Days
{
    /// <summary>The day it is in UTC; instruments and tariffs begin and end by day.</summary>
    public static DateOnly Today(this TimeProvider time) => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
}
