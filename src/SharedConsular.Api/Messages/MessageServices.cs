using Microsoft.Extensions.Options;
using SharedConsular.Integrations.Mail;
using SharedConsular.Integrations.TextMessages;
using SharedConsular.Runtime;

namespace SharedConsular.Api.Messages;

/// <summary>What messages to persons leave by, as the settings say: a mail server, a gateway for text messages, or neither.</summary>
internal static class MessageServices
{
    private const string Sender = "no-reply@localhost";

    public static void AddMessages(this IServiceCollection services, PlatformOptions options, IConfiguration configuration, bool isDevelopment)
    {
        services.AddSingleton<PersonMessages>();
        services.AddSingleton<IOutboxConsumer>(s => s.GetRequiredService<PersonMessages>());
        var mail = ReadMail(configuration.GetSection("Mail"));
        if (mail is { Host.Length: > 0 })
        {
            services.AddSingleton<ICarrier>(s => new SmtpCarrier(mail, s.GetRequiredService<TimeProvider>()));
        }
        else if (isDevelopment)
        {
            var written = mail ?? new MailSettings(Sender, Sender);
            services.AddSingleton<ICarrier>(s => new MailFolder(
                Path.Combine(options.DataFolder, "mail"), written, s.GetRequiredService<TimeProvider>()));
        }

        var text = configuration.GetSection("TextMessages");
        if (text["Gateway"] is { Length: > 0 } gateway)
        {
            services.AddHttpClient<TextGateway>();
            services.AddSingleton<ICarrier>(s => new TextGateway(
                s.GetRequiredService<IHttpClientFactory>().CreateClient(nameof(TextGateway)), AddressOf(gateway), text["Token"], text["Neutral"] == "yes"));
        }
    }

    /// <exception cref="OptionsValidationException">A word or number that nothing is known by: a slip must not send mail unencrypted.</exception>
    private static MailSettings? ReadMail(IConfigurationSection section)
    {
        if (section["Host"] is not { Length: > 0 } host)
        {
            return null;
        }

        var neutral = section["NeutralFrom"];

        return new MailSettings(
            section["From"] is { Length: > 0 } from ? from : throw Fault("Mail__From is the address that messages come from; it is missing."),
            neutral is { Length: > 0 } ? neutral : null)
        {
            Host = host,
            Port = section.GetValue("Port", new MailSettings("", null).Port),
            Encryption = section["Encryption"] switch
            {
                null or "" or "starttls" => MailEncryption.StartTls,
                "tls" => MailEncryption.Tls,
                "none" => MailEncryption.None,
                _ => throw Fault("Mail__Encryption is 'starttls', 'tls' or 'none'."),
            },
            User = section["User"] is { Length: > 0 } user ? user : null,
            Password = section["Password"],
        };
    }

    private static Uri AddressOf(string gateway) =>
        Uri.TryCreate(gateway, UriKind.Absolute, out var address) ? address : throw Fault("TextMessages__Gateway is an address, as https://text.example/send.");

    private static OptionsValidationException Fault(string sentence) => new("Messages", typeof(MailSettings), [sentence]);
}
