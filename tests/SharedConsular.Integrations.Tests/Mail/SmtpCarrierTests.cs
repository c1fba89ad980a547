using SharedConsular.Integrations.Mail;
using SharedConsular.Runtime;

namespace SharedConsular.Integrations.Tests.Mail;

public sealed class SmtpCarrierTests : IAsyncLifetime
{
    private static readonly OutgoingMessage Message = new("0f3a", "mari@example.ee", "الملف SC-1", "Ein Wort, 一言, كلمة.", "ar", "Eesti Vabariik");

    private readonly MailSink _sink = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _sink.DisposeAsync();

    [Fact]
    public async Task A_message_arrives_as_it_was_written()
    {
        Assert.True(await Carrier().Carry(Message, Stop));

        var mail = Assert.Single(_sink.To("mari@example.ee")).Mail;
        Assert.Equal(("0f3a@consul.example", Message.Subject, Message.Text), (mail.MessageId, mail.Subject, mail.TextBody!.Trim()));
        Assert.Equal("\"Eesti Vabariik\" <desk@consul.example>", mail.From.ToString());
        Assert.Equal(("ar", "auto-generated"), (mail.Body!.Headers[MimeKit.HeaderId.ContentLanguage], mail.Headers[MimeKit.HeaderId.AutoSubmitted]));
    }

    [Fact]
    public async Task Without_a_name_it_comes_from_the_neutral_address()
    {
        Assert.True(await Carrier().Carry(Message with { Sender = null }, Stop));

        Assert.Equal("hello@plain.example", _sink.All[0].From);
        Assert.DoesNotContain("consul", _sink.All[0].Raw, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Where_there_is_no_neutral_address_nothing_goes_out_without_a_name()
    {
        var carrier = Carrier(neutral: null);

        Assert.False(carrier.CanBeNeutral);
        await Assert.ThrowsAsync<InvalidOperationException>(() => carrier.Carry(Message with { Sender = null }, Stop));
        Assert.Empty(_sink.All);
    }

    [Fact]
    public async Task An_address_refused_for_good_is_said_and_one_refused_for_now_is_a_failure()
    {
        _sink.Refuse("mari@example.ee", "550 5.1.1 nobody of that name");
        Assert.False(await Carrier().Carry(Message, Stop));

        _sink.Refuse("mari@example.ee", "451 4.3.0 later");
        await Assert.ThrowsAnyAsync<Exception>(() => Carrier().Carry(Message, Stop));
    }

    [Fact]
    public async Task Nothing_is_said_to_a_server_that_can_not_encrypt()
    {
        await Assert.ThrowsAnyAsync<Exception>(() => Carrier(MailEncryption.StartTls).Carry(Message, Stop));

        Assert.Empty(_sink.All);
    }

    [Fact]
    public async Task On_a_laptop_it_lies_in_a_folder()
    {
        var folder = Directory.CreateTempSubdirectory("mail-");
        await new MailFolder(folder.FullName, new MailSettings("desk@consul.example", null), TimeProvider.System).Carry(Message, Stop);
        await new MailFolder(folder.FullName, new MailSettings("desk@consul.example", null), TimeProvider.System).Carry(Message, Stop);

        var mail = await MimeKit.MimeMessage.LoadAsync(Assert.Single(folder.GetFiles("*.eml")).FullName, Stop);
        Assert.Equal("mari@example.ee", mail.To.ToString());
        folder.Delete(recursive: true);
    }

    private SmtpCarrier Carrier(MailEncryption encryption = MailEncryption.None, string? neutral = "hello@plain.example") =>
        new(new MailSettings("desk@consul.example", neutral) { Host = "127.0.0.1", Port = _sink.Port, Encryption = encryption }, TimeProvider.System);
}
