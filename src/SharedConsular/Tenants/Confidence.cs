namespace SharedConsular.Tenants;

/// <summary>How we know a fact. What rests on memory says so wherever a tenant can see it.</summary>
public enum Confidence
{
    /// <summary>Read on a page or file that is named beside it.</summary>
    Found,

    /// <summary>Written down from memory; to be checked before anyone relies on it.</summary>
    Memory,

    /// <summary>Entered by the tenant whose fact it is.</summary>
    Tenant,

    /// <summary>A proposal of this product, neither law nor practice.</summary>
    Proposal,
}
