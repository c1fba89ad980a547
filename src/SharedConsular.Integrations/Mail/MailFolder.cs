using SharedConsular.Runtime;

namespace SharedConsular.Integrations.Mail;

/// <summary>Puts mail into a folder, as files that a mail program opens. For a laptop: nothing leaves it.</summary>
public sealed class MailFolder(string folder, MailSettings settings, TimeProvider time) : ICarrier
{
    public string Channel => ICarrier.Email;

    public bool CanBeNeutral => settings.NeutralFrom is not null;

    public async Task<bool> Carry(OutgoingMessage message, CancellationToken ct)
    {
        Directory.CreateDirectory(folder);
        using var mail = MailText.Of(message, settings, time.GetUtcNow());
        await mail.WriteToAsync(Path.Combine(folder, $"{message.Id}.eml"), ct).ConfigureAwait(false);

        return true;
    }
}
