using SharedConsular.Access;
using SharedConsular.Messages;
using static SharedConsular.Tests.Cases.CaseExamples;

namespace SharedConsular.Tests.Messages;

public sealed class PersonMessageTests
{
    private static readonly MessageOutcome Sent = new(Occasion.Decided, 0, ContactChannel.Email, null, Now);

    [Fact]
    public void What_became_of_it_is_kept_once() =>
        Spec().When(new RecordMessage(Key, Sent)).When(new RecordMessage(Key, Sent with { Channel = null, Why = Silence.TooLate })).ThenNothing();

    [Fact]
    public void Its_line_is_for_who_may_open_the_case()
    {
        var row = Assert.Single(PersonMessage.Type.Rows(PersonMessage.KeyOf(Ee, 7), Spec().When(new RecordMessage(Key, Sent)).State));

        Assert.Equal(($"about:{Key}", PersonMessage.List), (row.Viewer, row.List));
        Assert.Equal(Sent, row.Body);
    }

    private static EntitySpec<PersonMessage, RecordMessage, MessageRecorded> Spec() => new(PersonMessage.Type, Caller.System, Now);
}
