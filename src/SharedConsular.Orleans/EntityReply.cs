using SharedConsular.Runtime;

namespace SharedConsular.Orleans;

/// <summary>What the place of an entity says: an answer, that it can't read the command (neither), or why the world is broken.</summary>
public sealed record EntityReply(PlacedAnswer? Answer, BrokenWorld? Broken)
{
    /// <summary>What a command led to, with its failure as a value: an exception would lose its code on the way.</summary>
    public static async Task<EntityReply> Of(Task<PlacedAnswer?> work)
    {
        try
        {
            return new EntityReply(await work.ConfigureAwait(true), null);
        }
        catch (StoreUnavailableException ex)
        {
            return new EntityReply(null, new BrokenWorld(BrokenKind.Unavailable, ex.Code, ex.Message));
        }
        catch (StoreOverloadedException ex)
        {
            return new EntityReply(null, new BrokenWorld(BrokenKind.Overloaded, "", ex.Message));
        }
        catch (ConcurrencyException)
        {
            return new EntityReply(null, new BrokenWorld(BrokenKind.Contended, "", ""));
        }
    }

    /// <summary>The answer, or the failure thrown again on the node that asked.</summary>
    public PlacedAnswer? Open(EntityKey key) => Broken?.Kind switch
    {
        null => Answer,
        BrokenKind.Overloaded => throw new StoreOverloadedException(Broken.Message),
        BrokenKind.Contended => throw new ConcurrencyException(key),
        _ => throw new StoreUnavailableException(Broken.Code, Broken.Message),
    };
}

public enum BrokenKind
{
    Unavailable,
    Overloaded,
    Contended,
}

public sealed record BrokenWorld(BrokenKind Kind, string Code, string Message);
