using SharedConsular.Cases;
using SharedConsular.Staff;
using SharedConsular.Tenants;

namespace SharedConsular.Access;

/// <summary>What no policy file can allow. Asked before any rule, and again by every command on the state it is decided on.</summary>
public static class AccessInvariants
{
    public const string AsylumFirewall = "invariant:asylum-firewall";
    public const string AdverseParty = "invariant:adverse-party";
    public const string ProtectionFiles = "invariant:protection-files";

    public const string OtherTenant = "invariant:other-tenant";
    public const string NoPersonsForOperators = "invariant:no-persons-for-operators";

    /// <summary>What a grant opens while it lasts: to see, and to note what was done. To decide and issue needs the certificate.</summary>
    internal static readonly string[] OpenedByGlass = [NameOf(CaseAction.Read), NameOf(CaseAction.ReadPersons), NameOf(CaseAction.RecordStep)];

    /// <summary>
    /// What must work without a certificate: to take in or hide a person in danger when no certified officer is there,
    /// to break the glass, and to review that it was broken. None of them shows the file.
    /// </summary>
    private static readonly string[] NeedNoCertificate =
    [
        NameOf(CaseAction.Open), NameOf(CaseAction.DiscloseFear), NameOf(CaseAction.BreakGlass), NameOf(CaseAction.ReviewBreakGlass),
    ];

    private static readonly Role[] WorkFiles = [Role.Officer, Role.Supervisor, Role.ProtectionOfficer];

    internal static AccessAnswer? FindStop(AccessQuestion question) =>
        question.Tenant is { } tenant ? FindStop(question, tenant) : FindStopOfCase(question);

    /// <summary>What another tenant keeps is not there for anybody but who runs the platform; and for that one no person is there.</summary>
    private static AccessAnswer? FindStop(AccessQuestion question, TenantRelation tenant)
    {
        if (question.Role is Role.PlatformOperator)
        {
            return Operations.OfPersons.Contains(question.Does) ? AccessAnswer.No(AccessRefusals.NotForThisRole, NoPersonsForOperators) : null;
        }

        return tenant is TenantRelation.Own ? null : AccessAnswer.No(TenantRefusals.NotFound, OtherTenant);
    }

    private static AccessAnswer? FindStopOfCase(AccessQuestion question)
    {
        if (question.IsFeared)
        {
            return AccessAnswer.No(CaseRefusals.NotFound, AsylumFirewall);
        }

        if (question.IsBlocked)
        {
            return AccessAnswer.No(CaseRefusals.NotFound, AdverseParty);
        }

        // Who does not know of the case is told by the table that there is none; a certificate would be the wrong answer.
        var knowsOfIt = (question.Relations & CaseActions.Readers) is not CaseRelations.Stranger;

        return knowsOfIt && question.Sensitivity is not CaseSensitivity.Ordinary && WorkFiles.Contains(question.Role)
            && !NeedNoCertificate.Contains(question.Does)
            && !(question.BrokeGlass && OpenedByGlass.Contains(question.Does))
            && FindLack(question.Role, question.Protection, question.On) is { } lack
            ? AccessAnswer.No(lack, ProtectionFiles)
            : null;
    }

    /// <summary>Why this officer may not open a protection file on this day; null when she may.</summary>
    internal static Refusal? FindLack(Role role, Certificate? certificate, DateOnly on) =>
        role is not Role.ProtectionOfficer || certificate is null || on < certificate.From ? AccessRefusals.CertificateNeeded
        : certificate.HoldsOn(on) ? null
        : AccessRefusals.CertificateExpired.With(Words.OfDay(certificate.Until));

    private static string NameOf(CaseAction action) => CaseActions.NameOf(action);
}
