using Orleans.Serialization.Cloning;
using SharedConsular.Routing;
using SharedConsular.Runtime;

namespace SharedConsular.Orleans;

/// <summary>
/// What is never changed is not copied for a call that stays on its node. What crosses to another is written as JSON; of these a
/// routing question and its answer never do.
/// </summary>
internal sealed class CarriedAsIs : IGeneralizedCopier
{
    private static readonly HashSet<Type> Carried =
        [typeof(PlacedCommand), typeof(EntityReply), typeof(Caller), typeof(RoutingQuestion), typeof(RoutingAnswer)];

    public static bool IsCarried(Type type) => Carried.Contains(type);

    public bool IsSupportedType(Type type) => IsCarried(type);

    public object? DeepCopy(object? input, CopyContext context) => input;
}
