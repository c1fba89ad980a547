using SharedConsular.Cases;
using static SharedConsular.Tests.Cases.CaseExamples;

namespace SharedConsular.Tests.Cases;

public sealed class DeliverDocumentTests
{
    private static readonly DeliverDocument Desk = new("at the desk");

    [Fact]
    public void An_issued_document_is_delivered() =>
        Assert.Equal(CaseStatus.Delivered, Confirmed().When(Grant).When(Issue).When(Desk).State.Status);

    [Fact]
    public void Delivering_twice_changes_nothing() => Confirmed().When(Grant).When(Issue).When(Desk).When(Desk).ThenNothing();

    [Fact]
    public void What_was_not_issued_is_not_delivered() => InHand().When(Desk).ThenRefused(CaseRefusals.NotNow.With("in_progress"));
}
