namespace SharedConsular.Staff;

/// <summary>An administrator takes a certificate back, at once.</summary>
public sealed record WithdrawCertificate(UserId Holder, CertificateKind Kind) : StaffCommand
{
    internal override Decision<StaffEvent> Decide(StaffBook book, DecisionContext context) =>
        context.Caller.User == Holder ? StaffRefusals.NotForOneself
        : book.Find(Holder, Kind) is null ? Decision.NoChange<StaffEvent>()
        : new CertificateWithdrawn(Holder, Kind, context.Caller.User, context.Now);
}
