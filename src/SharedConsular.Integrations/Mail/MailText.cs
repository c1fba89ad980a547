using MimeKit;
using SharedConsular.Runtime;

namespace SharedConsular.Integrations.Mail;

/// <summary>A message as mail.</summary>
internal static class MailText
{
    public static MimeMessage Of(OutgoingMessage message, MailSettings settings, DateTimeOffset at)
    {
        var from = message.Sender is null
            ? settings.NeutralFrom ?? throw new InvalidOperationException("There is no neutral address to write from.")
            : settings.From;
        var mail = new MimeMessage
        {
            // The same id each time: whoever gets it twice is shown it once.
            MessageId = $"{message.Id}@{from[(from.LastIndexOf('@') + 1)..]}",
            Date = at,
            Subject = message.Subject,
            Body = new TextPart("plain") { Text = message.Text },
        };
        mail.From.Add(new MailboxAddress(message.Sender ?? "", from));
        mail.To.Add(new MailboxAddress("", message.To));
        mail.Body.Headers.Add(HeaderId.ContentLanguage, message.Language);

        // RFC 3834: nobody's absence answers it.
        mail.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");

        return mail;
    }
}
