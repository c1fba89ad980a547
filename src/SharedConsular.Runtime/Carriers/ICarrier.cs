namespace SharedConsular.Runtime;

/// <summary>Carries messages to people by one channel. What it took may arrive twice, and then with the same id.</summary>
public interface ICarrier
{
    /// <summary>Mail, as the wire calls it.</summary>
    public const string Email = "email";

    /// <summary>A text message on a telephone.</summary>
    public const string TextMessage = "text_message";

    /// <summary>Which channel, as a word of the wire.</summary>
    string Channel { get; }

    /// <summary>Whether it can write from an address that says nothing of who writes.</summary>
    bool CanBeNeutral { get; }

    /// <summary>
    /// Returns true when the carrier took it, and false when it says that there is no such address. Throws when neither is
    /// known: then it is given the same message again.
    /// </summary>
    Task<bool> Carry(OutgoingMessage message, CancellationToken ct);
}

/// <param name="Id">The same for each repetition, and for no other message.</param>
/// <param name="To">An address of the channel.</param>
/// <param name="Subject">Where the channel has one.</param>
/// <param name="Language">Of the words; ISO 639-1.</param>
/// <param name="Sender">The name to write under; null for none, and then from the neutral address.</param>
public sealed record OutgoingMessage(string Id, string To, string Subject, string Text, string Language, string? Sender);
