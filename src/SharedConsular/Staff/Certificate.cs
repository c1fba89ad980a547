namespace SharedConsular.Staff;

/// <summary>What a certificate lets its holder do beyond her role.</summary>
public enum CertificateKind
{
    /// <summary>To work protection files: of persons who fear their state, and of matters that are a secret themselves.</summary>
    Protection,
}

/// <summary>A tenant's statement that one of its officers may do what the role alone does not give.</summary>
/// <param name="From">The first day it holds.</param>
/// <param name="Until">The last day it holds.</param>
/// <param name="GrantedBy">The administrator who recorded it; never the holder.</param>
public sealed record Certificate(CertificateKind Kind, UserId Holder, DateOnly From, DateOnly Until, UserId GrantedBy)
{
    public bool HoldsOn(DateOnly day) => From <= day && day <= Until;
}
