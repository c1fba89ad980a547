
namespace SharedConsular.Orleans;

/// <summary>Who asks, beside every call of an entity's place. A call without is refused before it reaches one.</summary>
internal static class CallerContext
{
    private const string Key = "shared-consular.caller";

    /// <summary>The calls that begin until this is disposed are this caller's.</summary>
    public static IDisposable Begin(Caller caller)
    {
        RequestContext.Set(Key, caller);

        return new Scope();
    }

    /// <exception cref="UnauthorizedAccessException">The call names nobody.</exception>
    public static Caller Get() =>
        RequestContext.Get(Key) as Caller ?? throw new UnauthorizedAccessException("A call of an entity says who asks.");

    private sealed class Scope : IDisposable
    {
        public void Dispose() => RequestContext.Remove(Key);
    }
}

/// <summary>Stands before every grain of an entity.</summary>
internal sealed class CallerRequired : IIncomingGrainCallFilter
{
    public Task Invoke(IIncomingGrainCallContext context)
    {
        if (context.InterfaceMethod?.DeclaringType == typeof(IEntityGrain))
        {
            CallerContext.Get();
        }

        return context.Invoke();
    }
}
