namespace SharedConsular.Access;

/// <summary>What a person's data is looked at for. A reader has one purpose at a time.</summary>
public enum Purpose
{
    /// <summary>To do or answer what the person asked for.</summary>
    Service,

    /// <summary>To watch over how others served.</summary>
    Supervision,

    /// <summary>To answer a question of the party that serves.</summary>
    Consultation,

    /// <summary>The person looks at what is kept about herself.</summary>
    OwnData,

    /// <summary>The glass was broken: a danger that could not wait for a right.</summary>
    Emergency,

    /// <summary>To check that the rules were kept.</summary>
    Audit,
}

/// <summary>By what right somebody was let in. Kept with every record of a read.</summary>
/// <param name="Rule">The id of the rule that allowed it.</param>
/// <param name="Purpose">What for.</param>
/// <param name="AgreementId">The instrument the reader's party acts under; null for the person and for its own state.</param>
public sealed record AccessGrounds(string Rule, Purpose Purpose, string? AgreementId = null);
