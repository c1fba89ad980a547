using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace SharedConsular.Consoles.Shared;

/// <summary>
/// A page that says of itself that it may be kept on the way is made once in a while and not for each of a crowd that only looks. It is the
/// same for everybody at its address; only the first page of all follows the browser's language.
/// </summary>
internal sealed class KeptPages : IOutputCachePolicy
{
    private const long BytesMax = 32 * 1024 * 1024;
    private const long PageBytesMax = 1024 * 1024;

    /// <summary>So long a page may be behind what the platform knows; a browser is told a longer time.</summary>
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(10);

    public static void AddTo(IServiceCollection services) => services.AddOutputCache(cache =>
    {
        cache.SizeLimit = BytesMax;
        cache.MaximumBodySize = PageBytesMax;
    });

    public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var request = context.HttpContext.Request;
        context.EnableOutputCaching = context.AllowCacheLookup = context.AllowCacheStorage = HttpMethods.IsGet(request.Method);
        context.AllowLocking = true;
        context.CacheVaryByRules.QueryKeys = "*";
        if (request.Path == "/")
        {
            context.CacheVaryByRules.HeaderNames = HeaderNames.AcceptLanguage;
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var response = context.HttpContext.Response;
        context.ResponseExpirationTimeSpan = KeptFor;
        context.AllowCacheStorage = response.StatusCode is StatusCodes.Status200OK && response.GetTypedHeaders().CacheControl is { Public: true }
            && response.Headers.SetCookie.Count == 0;

        return ValueTask.CompletedTask;
    }
}
