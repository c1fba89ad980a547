namespace SharedConsular.Agreements;

/// <summary>Something a party or a receiving state records about an agreement; see the files beside this one.</summary>
public abstract record AgreementCommand
{
    private protected AgreementCommand() { }

    internal abstract Decision<AgreementEvent> Decide(AgreementRecord record, DecisionContext context);
}
