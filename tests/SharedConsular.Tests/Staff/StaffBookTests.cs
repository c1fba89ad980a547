using SharedConsular.Staff;
using static SharedConsular.Tests.Cases.CaseExamples;

namespace SharedConsular.Tests.Staff;

public sealed class StaffBookTests
{
    private static readonly RecordCertificate ForOfficer =
        new(Officer.User, CertificateKind.Protection, new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31));

    private static EntitySpec<StaffBook, StaffCommand, StaffEvent> Book() => new(StaffBook.Type, Administrator, Now);

    [Fact]
    public void An_administrator_records_a_certificate_of_an_officer() =>
        Assert.Equal(Administrator.User, Book().When(ForOfficer).State.Find(Officer.User, CertificateKind.Protection)?.GrantedBy);

    [Fact]
    public void A_certificate_holds_from_its_first_day_to_its_last()
    {
        var certificate = Book().When(ForOfficer).State.Certificates[0];

        Assert.True(certificate.HoldsOn(new DateOnly(2026, 1, 1)) && certificate.HoldsOn(new DateOnly(2026, 12, 31)));
        Assert.False(certificate.HoldsOn(new DateOnly(2025, 12, 31)) || certificate.HoldsOn(new DateOnly(2027, 1, 1)));
    }

    [Fact]
    public void Nobody_records_a_certificate_of_their_own() =>
        Book().When(ForOfficer with { Holder = Administrator.User }).ThenRefused(StaffRefusals.NotForOneself);

    [Fact]
    public void An_administrator_says_who_somebody_is_and_takes_it_back()
    {
        var anna = new StaffMember(Officer.User, "Anna Weber", new DateOnly(1985, 4, 12), ["fr-fj-suva"]);
        var book = Book().When(new RecordStaffMember(anna));

        Assert.Equal(anna, book.State.FindMember(Officer.User));
        Assert.Equal([Officer.User.Value], StaffBook.Type.Persons!(book.State).Subjects);
        book.When(new RecordStaffMember(anna)).ThenNothing();
        Assert.Null(book.When(new RemoveStaffMember(Officer.User)).State.FindMember(Officer.User));
        Assert.Empty(StaffBook.Type.Persons!(book.State).Subjects);
    }

    [Fact]
    public void Nobody_says_who_she_is_herself()
    {
        Book().When(new RecordStaffMember(new StaffMember(Administrator.User, "Somebody Else", null, []))).ThenRefused(StaffRefusals.NotForOneself);
        Book().When(new RemoveStaffMember(Administrator.User)).ThenRefused(StaffRefusals.NotForOneself);
    }

    [Fact]
    public void A_new_certificate_takes_the_place_of_the_old_one() =>
        Assert.Equal(
            new DateOnly(2027, 6, 30),
            Assert.Single(Book().When(ForOfficer).When(ForOfficer with { Until = new DateOnly(2027, 6, 30) }).State.Certificates).Until);

    [Fact]
    public void Recording_and_withdrawing_twice_changes_nothing()
    {
        Book().When(ForOfficer).When(ForOfficer).ThenNothing();
        Book().When(ForOfficer).When(new WithdrawCertificate(Officer.User, CertificateKind.Protection))
            .When(new WithdrawCertificate(Officer.User, CertificateKind.Protection)).ThenNothing();
    }

    [Fact]
    public void A_certificate_does_not_end_before_it_begins() =>
        Book().When(ForOfficer with { Until = new DateOnly(2025, 1, 1) }).ThenRefused(StaffRefusals.EndsBeforeItBegins);
}
