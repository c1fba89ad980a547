using SharedConsular.Cases;
using SharedConsular.Retention;
using static SharedConsular.Tests.Cases.CaseExamples;

namespace SharedConsular.Tests.Cases;

public sealed class PaperFileTests
{
    private static readonly SendPaperFile First = new("0a", "photo", PaperFormat.Jpeg, 9, "a2V5", "d1");
    private static readonly SendPaperFile Second = First with { Id = "0b", Digest = "d2" };

    [Fact]
    public void A_file_provides_the_paper_that_was_asked_for()
    {
        var spec = InHand().When(new AskForPapers(["photo"], "")).As(Applicant).When(First);

        Assert.Equal((CaseStatus.InProgress, true), (spec.State.Status, spec.State.Papers.Single().ProvidedAt is not null));
    }

    [Fact]
    public void The_same_file_twice_is_one() => InHand().As(Applicant).When(First).When(First with { Id = "0c", Key = "a2V6" }).ThenNothing();

    [Fact]
    public void Two_pages_are_two_files_of_one_paper()
    {
        var spec = InHand().As(Applicant).When(First).When(Second);

        Assert.Equal((2, 1), (spec.State.PaperFiles.Length, spec.State.Papers.Length));
    }

    [Fact]
    public void A_case_takes_no_more_files_than_its_limit()
    {
        var spec = Enumerable.Range(0, SendPaperFile.FilesMax)
            .Aggregate(InHand().As(Applicant), (spec, i) => spec.When(First with { Id = $"{i}", Digest = $"{i}" }));

        spec.When(Second).ThenRefused(PaperFileRefusals.TooMany.With($"{SendPaperFile.FilesMax}"));
    }

    [Fact]
    public void Taken_back_the_last_file_leaves_its_paper_asked_for()
    {
        var spec = InHand().When(new AskForPapers(["photo"], "")).As(Applicant).When(First).At(Now.AddHours(1)).When(Second);
        Assert.Equal(CaseStatus.InProgress, spec.When(new TakeBackPaperFile("0a")).State.Status);

        spec.When(new TakeBackPaperFile("0b"));

        Assert.Equal((CaseStatus.AwaitingPapers, 0), (spec.State.Status, spec.State.PaperFiles.Length));
        Assert.Null(spec.State.Papers.Single().ProvidedAt);
    }

    [Fact]
    public void A_paper_nobody_asked_for_is_gone_with_its_file() =>
        Assert.Empty(InHand().As(Applicant).When(First).When(new TakeBackPaperFile("0a")).State.Papers);

    [Fact]
    public void What_was_opened_is_not_taken_back() =>
        InHand().As(Applicant).When(First).As(Officer).When(new SeePaperFile("0a")).As(Applicant).When(new TakeBackPaperFile("0a"))
            .ThenRefused(PaperFileRefusals.AlreadySeen);

    [Fact]
    public void She_who_sent_it_may_look_at_it_and_take_it_back() =>
        InHand().As(Applicant).When(First).When(new SeePaperFile("0a")).ThenNothing().When(new TakeBackPaperFile("0a")).ThenOne<PaperFileTakenBack>();

    [Fact]
    public void It_is_seen_once() =>
        InHand().As(Applicant).When(First).As(Officer).When(new SeePaperFile("0a")).When(new SeePaperFile("0a")).ThenNothing();

    [Fact]
    public void Only_who_sent_it_takes_it_back() =>
        InHand().As(Applicant).When(First).As(Officer).When(new TakeBackPaperFile("0a")).ThenRefused(PaperFileRefusals.NotYours);

    [Fact]
    public void Taken_back_twice_it_is_gone_all_the_same() =>
        InHand().As(Applicant).When(First).When(new TakeBackPaperFile("0a")).When(new TakeBackPaperFile("0a")).ThenNothing();

    [Fact]
    public void While_a_legal_hold_stands_nothing_is_taken_back() =>
        InHand().As(Applicant).When(First).As(OwnSupervisor).When(new SetLegalHold("A court asked")).As(Applicant).When(new TakeBackPaperFile("0a"))
            .ThenRefused(RetentionRefusals.OnHold);

    [Fact]
    public void Another_national_sends_nothing() => InHand().As(OtherNational).When(First).ThenRefused(CaseRefusals.NotFound);

    [Fact]
    public void Taken_back_or_erased_it_is_deleted_where_it_lies()
    {
        var spec = InHand().As(Applicant).When(First).When(Second);
        var key = new EntityKey(Ee, "case", "SC-1");

        Assert.Equal(["0b"], RemovedBy(key, spec.State, new PaperFileTakenBack("0b", new Actor(Ee, Applicant.User), Now)));
        var erased = new PersonErased([spec.State.OwnSubject], ErasureGround.PersonAsked, null, Role.National, new Actor(Ee, Applicant.User), Now);
        Assert.Equal(["0a", "0b"], RemovedBy(key, Case.Type.Evolve(spec.State, erased), erased));
        var another = erased with { Subjects = ["another"] };
        Assert.Empty(RemovedBy(key, Case.Type.Evolve(spec.State, another), another));
    }

    private static IEnumerable<string> RemovedBy(EntityKey key, Case after, CaseEvent @event) =>
        Case.Type.Messages(key, after, @event).Select(m => m.Body).OfType<PaperFileRemoval>().SelectMany(r => r.Ids);
}
