namespace SharedConsular.Services;

/// <summary>A tenant goes back to the catalogue's template.</summary>
public sealed record GiveUpService(string ServiceId) : ServiceCommand
{
    internal override Decision<ServiceEvent> Decide(ServiceBook book, DecisionContext context) =>
        book.Services.ContainsKey(ServiceId)
            ? new ServiceGivenUp(ServiceId, context.Now)
            : ServiceRefusals.NotAdopted;
}
