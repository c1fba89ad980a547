using SharedConsular.KeptRequests;
using SharedConsular.Retention;
using static SharedConsular.Tests.Cases.CaseExamples;

namespace SharedConsular.Tests.KeptRequests;

public sealed class KeptRequestTests
{
    private static readonly KeepRequest Keep = new("half a request", "0f");

    private static EntitySpec<KeptRequest, KeptRequestCommand, KeptRequestEvent> Kept() =>
        new EntitySpec<KeptRequest, KeptRequestCommand, KeptRequestEvent>(KeptRequest.Type, Caller.Anonymous, Now).When(Keep);

    [Fact]
    public void What_is_kept_is_sealed_has_a_day_to_end_and_stands_in_no_list()
    {
        var kept = Kept().State;

        Assert.Equal(("half a request", "0f", Now + KeptRequest.KeptFor), (kept.Text, kept.FollowHash, kept.Until));
        Assert.Equal(Now + KeptRequest.KeptFor, Assert.Single(KeptRequest.Type.Clocks(kept)).DueAt);
        Assert.Single(KeptRequest.Type.Persons!(kept).Subjects);
        Assert.Empty(KeptRequest.Type.Rows(KeptRequest.KeyOf("SR-0000-0000-0"), kept));
        Assert.Empty(KeptRequest.Type.Messages(KeptRequest.KeyOf("SR-0000-0000-0"), kept, new KeptRequestWritten("", "", Now, Now)));
    }

    [Fact]
    public void Writing_on_takes_the_place_of_what_was_there_and_keeps_it_for_the_full_time_again()
    {
        var kept = Kept().At(Now.AddDays(3)).When(Keep with { Text = "a whole one" }).State;

        Assert.Equal(("a whole one", Now.AddDays(3) + KeptRequest.KeptFor, 2), (kept.Text, kept.Until, kept.Writings));
    }

    [Fact]
    public void When_its_time_is_over_it_is_erased_with_its_key_and_no_minute_before()
    {
        var due = KeptRequest.Type.OnClock!("until");
        Kept().At((Now + KeptRequest.KeptFor).AddMinutes(-1)).When(due).ThenNothing();
        var over = Kept().At(Now + KeptRequest.KeptFor).When(due);

        over.Then(new KeptRequestErased(ErasureGround.RetentionEnded, Now + KeptRequest.KeptFor));
        Assert.Null(over.State.Text);
        Assert.Empty(KeptRequest.Type.Persons!(over.State).Subjects);
        Assert.Empty(KeptRequest.Type.Clocks(over.State));
    }

    [Fact]
    public void What_she_has_erased_is_gone_for_good_and_erasing_twice_is_erasing_once()
    {
        var erased = Kept().When(new EraseKeptRequest(ErasureGround.PersonAsked));
        Assert.False(erased.State.IsKept);

        erased.When(new EraseKeptRequest(ErasureGround.PersonAsked)).ThenNothing();
        Assert.Equal(KeptRequestRefusals.NoMatch.Code, Refused(erased.State, Keep).Code);
    }

    [Fact]
    public void One_form_is_not_written_for_ever() =>
        Assert.Equal(KeptRequestRefusals.TooOften.Code, Refused(Kept().State with { Writings = KeptRequest.WritingsMax }, Keep).Code);

    [Fact]
    public void A_reference_is_read_as_it_is_printed_and_never_taken_for_that_of_a_case()
    {
        var reference = KeptRequestReference.FromBits(0x12_3456_789A);

        Assert.Equal(reference, KeptRequestReference.Parse($" {reference.ToLowerInvariant().Replace('-', ' ')} "));
        Assert.Null(SharedConsular.Cases.CaseReference.Parse(reference));
        Assert.Null(KeptRequestReference.Parse(SharedConsular.Cases.CaseReference.FromBits(0x12_3456_789A).Value));
    }

    private static Refusal Refused(KeptRequest state, KeptRequestCommand command) =>
        Assert.IsType<Decision<KeptRequestEvent>.Refused>(KeptRequest.Type.Decide(state, command, new DecisionContext(Now, Caller.Anonymous))).Reason;
}
