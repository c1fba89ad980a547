using SharedConsular.Cases;
using SharedConsular.Notices;
using static SharedConsular.Tests.Routing.WorldExamples;

namespace SharedConsular.Tests.Notices;

public sealed class NoticeTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);
    private static readonly CaseNotice About = new("SC-7K3F-9Q2M-4", Ee, Fr, [Ee, Fr], Now.AddMinutes(-1), "granted");
    private static readonly ReceiveNotice Receive = new(Ee, CaseNotice.Decided, About);
    private static readonly EntityKey Key = Notice.KeyOf(Ee, 42);

    [Fact]
    public void A_party_is_told_and_keeps_it() => Spec().When(Receive).Then(new NoticeReceived(Ee, CaseNotice.Decided, About, Now));

    [Fact]
    public void Being_told_twice_changes_nothing() => Spec().When(Receive).When(Receive).ThenNothing();

    [Fact]
    public void Its_line_is_for_the_party_that_was_told_and_nobody_else()
    {
        var row = Assert.Single(Notice.Type.Rows(Key, Spec().When(Receive).State));

        Assert.Equal(("ee", Notice.List), (row.Viewer, row.List));
        Assert.Equal(["topic:case.decided", "ref:SC-7K3F-9Q2M-4"], row.Terms);
        Assert.Equal(new NoticeRow(CaseNotice.Decided, About.Reference, Fr, About.At, "granted"), row.Body);
    }

    [Fact]
    public void The_newest_line_comes_first()
    {
        var older = Spec().When(Receive with { About = About with { At = Now.AddYears(-1) } }).State;
        var newer = Spec().When(Receive).State;

        Assert.True(string.CompareOrdinal(Notice.Type.Rows(Key, newer)[0].Sort, Notice.Type.Rows(Key, older)[0].Sort) < 0);
    }

    [Fact]
    public void Before_anyone_is_told_there_is_no_line() => Assert.Empty(Notice.Type.Rows(Key, Notice.Type.Initial));

    [Fact]
    public void It_is_kept_by_the_party_under_the_number_of_the_message() => Assert.Equal(new EntityKey(Ee, "notice", "42"), Key);

    private static EntitySpec<Notice, ReceiveNotice, NoticeReceived> Spec() => new(Notice.Type, Caller.System, Now);
}
