using System.Globalization;
using SharedConsular.Access;

namespace SharedConsular.Messages;

/// <summary>What became of one thing a person should be told. Says of what case and by which channel, never what or where to.</summary>
/// <param name="About">The case or household.</param>
public sealed record PersonMessage(EntityKey? About, MessageOutcome? Outcome)
{
    public const string List = "person-messages";

    public static EntityType<PersonMessage, RecordMessage, MessageRecorded> Type { get; } = new(
        Name: "person-message",
        Initial: new PersonMessage(null, null),
        Decide: (message, command, context) => message.Outcome is not null
            ? Decision.NoChange<MessageRecorded>() // The outbox may deliver it twice.
            : new MessageRecorded(command.About, command.Outcome, context.Now),
        Evolve: (_, recorded) => new PersonMessage(recorded.About, recorded.Outcome))
    {
        Rows = (_, message) => message is { About: { } about, Outcome: { } outcome }
            ? [new ListRow(ViewerOf(about), List, NewestFirst(outcome.At), [], outcome)]
            : [],
    };

    public static EntityKey KeyOf(TenantId home, long message) => new(home, Type.Name, message.ToString(CultureInfo.InvariantCulture));

    /// <summary>Who sees the line: whoever may open the case or household it is about.</summary>
    public static string ViewerOf(EntityKey about) => $"about:{about}";

    private static string NewestFirst(DateTimeOffset at) =>
        (DateTimeOffset.MaxValue.UtcTicks - at.UtcTicks).ToString("D19", CultureInfo.InvariantCulture);
}

/// <param name="Channel">By which it was sent; null when it was not.</param>
/// <param name="Why">Why it was not; null when it was.</param>
/// <param name="At">When that was found out.</param>
public sealed record MessageOutcome(Occasion Occasion, int Person, ContactChannel? Channel, Silence? Why, DateTimeOffset At);

/// <summary>The platform sent a message, or found that it must not.</summary>
public sealed record RecordMessage(EntityKey About, MessageOutcome Outcome);

/// <summary>This is the stored format: add to it, never rename or remove.</summary>
[StoredAs("person-message-recorded")]
public sealed record MessageRecorded(EntityKey About, MessageOutcome Outcome, DateTimeOffset RecordedAt);
