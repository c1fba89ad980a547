namespace SharedConsular.Integrations.Mail;

/// <summary>How mail leaves.</summary>
/// <param name="From">The address that messages come from.</param>
/// <param name="NeutralFrom">The address of messages that must not say who writes; null when there is none, and then none are sent.</param>
public sealed record MailSettings(string From, string? NeutralFrom)
{
    public string Host { get; init; } = "";

    /// <summary>The port of message submission (RFC 6409).</summary>
    public int Port { get; init; } = 587;

    public MailEncryption Encryption { get; init; } = MailEncryption.StartTls;

    public string? User { get; init; }

    public string? Password { get; init; }
}

public enum MailEncryption
{
    /// <summary>Begins plain and is encrypted before anything is said; refused where the server can't.</summary>
    StartTls,

    /// <summary>Encrypted from the first byte, as on port 465.</summary>
    Tls,

    /// <summary>For a server on the same machine.</summary>
    None,
}
