using Microsoft.AspNetCore.Diagnostics;
using SharedConsular.Runtime;

namespace SharedConsular.Api.Requests;

/// <summary>The broken world as an honest answer: what the store says, and 500 for our own bugs. No text of an exception goes out.</summary>
internal sealed partial class Failures(ILogger<Failures> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        switch (exception)
        {
            case OperationCanceledException when httpContext.RequestAborted.IsCancellationRequested:
                return true;
            case StoreUnavailableException { Code: StoreUnavailableException.NodeLost } lost:
                LogUnavailable(log, lost.Code);
                await RequestRefusals.NodeLost.ToHttp().ExecuteAsync(httpContext);
                return true;
            case StoreUnavailableException unavailable:
                LogUnavailable(log, unavailable.Code);
                await new ProblemResult(RequestRefusals.NotStored, StatusCodes.Status503ServiceUnavailable, unavailable.Code).ExecuteAsync(httpContext);
                return true;
            case StoreOverloadedException or ConcurrencyException:
                await RequestRefusals.Overloaded.ToHttp().ExecuteAsync(httpContext);
                return true;
            case BadHttpRequestException bad:
                await new ProblemResult(RequestRefusals.Malformed, bad.StatusCode).ExecuteAsync(httpContext);
                return true;
            default:
                LogFault(log, exception.GetType().Name, exception.StackTrace);
                await RequestRefusals.Broken.ToHttp().ExecuteAsync(httpContext);
                return true;
        }
    }

    [LoggerMessage(LogLevel.Error, "The store is not available: {Code}.")]
    private static partial void LogUnavailable(ILogger log, string code);

    [LoggerMessage(LogLevel.Error, "A request failed with {Exception}.\n{Stack}")]
    private static partial void LogFault(ILogger log, string exception, string? stack);
}
