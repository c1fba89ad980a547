namespace SharedConsular.Staff;

/// <summary>An administrator says that an officer holds a certificate, in place of what the book said of it before.</summary>
/// <param name="From">The first day it holds.</param>
/// <param name="Until">The last day it holds.</param>
public sealed record RecordCertificate(UserId Holder, CertificateKind Kind, DateOnly From, DateOnly Until) : StaffCommand
{
    internal override Decision<StaffEvent> Decide(StaffBook book, DecisionContext context)
    {
        if (context.Caller.User == Holder)
        {
            return StaffRefusals.NotForOneself;
        }

        if (Until < From)
        {
            return StaffRefusals.EndsBeforeItBegins;
        }

        var current = book.Find(Holder, Kind);
        if (current is null && book.Certificates.Length >= StaffBook.CertificatesMax)
        {
            return StaffRefusals.TooManyCertificates.With($"{StaffBook.CertificatesMax}");
        }

        return current is not null && current.From == From && current.Until == Until
            ? Decision.NoChange<StaffEvent>()
            : new CertificateRecorded(new Certificate(Kind, Holder, From, Until, context.Caller.User), context.Now);
    }
}
