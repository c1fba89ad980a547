using Orleans.Concurrency;
using SharedConsular.Routing;

namespace SharedConsular.Orleans;

/// <summary>As many as the node has cores, on the node that asks: a crowd of questions takes turns instead of every thread.</summary>
[StatelessWorker]
internal sealed class RoutingGrain : Grain, IRoutingGrain
{
    public ValueTask<RoutingAnswer> Decide(RoutingQuestion question) => ValueTask.FromResult(Router.Decide(question.Query, question.World));
}
