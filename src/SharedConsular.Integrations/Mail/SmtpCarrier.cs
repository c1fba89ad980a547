using MailKit.Net.Smtp;
using MailKit.Security;
using SharedConsular.Runtime;

namespace SharedConsular.Integrations.Mail;

/// <summary>Hands mail to a server of the installation, which sends it on.</summary>
public sealed class SmtpCarrier(MailSettings settings, TimeProvider time) : ICarrier
{
    /// <summary>A server that is silent for longer is given up; the relay tries again.</summary>
    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(20);

    public string Channel => ICarrier.Email;

    public bool CanBeNeutral => settings.NeutralFrom is not null;

    public async Task<bool> Carry(OutgoingMessage message, CancellationToken ct)
    {
        using var client = new SmtpClient { Timeout = (int)AnswerMax.TotalMilliseconds };
        await client.ConnectAsync(settings.Host, settings.Port, OptionOf(settings.Encryption), ct).ConfigureAwait(false);
        if (settings.User is not null)
        {
            await client.AuthenticateAsync(settings.User, settings.Password ?? "", ct).ConfigureAwait(false);
        }

        try
        {
            using var mail = MailText.Of(message, settings, time.GetUtcNow());
            await client.SendAsync(mail, ct).ConfigureAwait(false);
        }
        catch (SmtpCommandException ex) when (ex.ErrorCode is SmtpErrorCode.RecipientNotAccepted && (int)ex.StatusCode >= 500)
        {
            // RFC 5321, 4.2.1: a refusal for good. One for the moment (4xx) is tried again.
            return false;
        }

        await client.DisconnectAsync(quit: true, CancellationToken.None).ConfigureAwait(false);

        return true;
    }

    private static SecureSocketOptions OptionOf(MailEncryption encryption) => encryption switch
    {
        MailEncryption.Tls => SecureSocketOptions.SslOnConnect,
        MailEncryption.None => SecureSocketOptions.None,
        _ => SecureSocketOptions.StartTls,
    };
}
