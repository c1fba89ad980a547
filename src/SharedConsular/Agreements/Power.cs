namespace SharedConsular.Agreements;

/// <summary>What a party may do in a service. An own post holds all of them for its nationals.</summary>
[Flags]
public enum Powers
{
    None = 0,

    /// <summary>Take the application and its papers.</summary>
    Receive = 1,

    /// <summary>Check identity, nationality and papers.</summary>
    Verify = 2,

    /// <summary>Say yes on behalf of the state of nationality.</summary>
    Decide = 4,

    /// <summary>Make and sign the document.</summary>
    Issue = 8,

    /// <summary>Say no on behalf of the state of nationality.</summary>
    Refuse = 16,

    /// <summary>Give protective help to the person.</summary>
    Assist = 32,

    All = Receive | Verify | Decide | Issue | Refuse | Assist,
}
