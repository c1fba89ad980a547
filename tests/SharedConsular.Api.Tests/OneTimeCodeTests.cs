using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using SharedConsular.Api.LocalSignIn;
using SharedConsular.Contracts;
using SharedConsular.Integrations.Tests.Mail;
using static SharedConsular.Api.Tests.SignInDoor;

namespace SharedConsular.Api.Tests;

/// <summary>Nationals without a passkey sign in with a code that is sent to them.</summary>
public sealed partial class OneTimeCodeTests(MailPlatform platform) : IClassFixture<MailPlatform>
{
    private readonly MailSink _sink = platform.Sink;
    private readonly PlatformServer _server = platform.Server;

    [Fact]
    public async Task Whoever_gets_the_code_signs_in_and_is_the_same_person_the_next_time()
    {
        var address = UniqueAddress();
        var first = await SignIn(address);
        var again = await SignIn(address.ToUpperInvariant(), address.ToUpperInvariant());
        var elsewhere = await SignIn(UniqueAddress());

        Assert.Equal(("ee", "national", first.User), (first.Tenant, first.Role, again.User));
        Assert.NotEqual(first.User, elsewhere.User);
        var mari = new Impostor(_server, first.Token);
        Assert.Equal(HttpStatusCode.OK, (await mari.Get("/v1/cases")).Status);
        Assert.Empty((await mari.Get("/v1/sign-in/passkeys")).Read<Page<PasskeyResponse>>().Items);
        var mail = _sink.To(address).First();
        Assert.Equal("hello@plain.example", mail.From);
        foreach (var telling in new[] { "consul", "Estonia", "sign", "case" })
        {
            Assert.DoesNotContain(telling, mail.Mail.TextBody, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task Beside_the_code_she_may_have_a_passkey()
    {
        var door = new SignInDoor(_server);
        var token = await SignIn(UniqueAddress());
        using var authenticator = new Authenticator();
        var begun = (await new Impostor(_server, token.Token).Post("/v1/sign-in/passkeys", null)).Read<CeremonyResponse>();
        _ = (await door.FinishRegistration(begun.State, authenticator.Create(begun.Options))).Read<RegistrationResponse>();

        Assert.Equal(token.User, (await door.SignIn(authenticator)).User);
    }

    [Fact]
    public async Task An_address_that_is_known_and_one_that_is_not_are_answered_alike()
    {
        var known = UniqueAddress();
        await SignIn(known);
        var (one, other) = (await Ask(known), await Ask(UniqueAddress()));

        Assert.Equal((HttpStatusCode.OK, one.Headers["Cache-Control"]), (other.Status, other.Headers["Cache-Control"]));
        Assert.Equal(one.Headers.Keys.Order(), other.Headers.Keys.Order());
        Assert.Equal(one.Read<OneTimeCodeResponse>().State.Length, other.Read<OneTimeCodeResponse>().State.Length);
        AssertNotAccepted(await Answer(one.Read<OneTimeCodeResponse>().State, "00000000"));
        AssertNotAccepted(await Answer(other.Read<OneTimeCodeResponse>().State, "00000000"));
    }

    [Fact]
    public async Task A_code_opens_once_and_only_with_what_it_was_asked_for()
    {
        var (address, other) = (UniqueAddress(), UniqueAddress());
        var asked = (await Ask(address)).Read<OneTimeCodeResponse>();
        var elsewhere = (await Ask(other)).Read<OneTimeCodeResponse>();
        var code = await Code(address, 1);

        AssertNotAccepted(await Answer(elsewhere.State, code));
        AssertNotAccepted(await Answer(asked.State[..^4] + "AAAA", code));
        Assert.True((await Answer(asked.State, code.Replace(" ", "", StringComparison.Ordinal))).IsSuccess);
        AssertNotAccepted(await Answer(asked.State, code));
        AssertNotAccepted(await new SignInDoor(_server).FinishRegistration(elsewhere.State, System.Text.Json.JsonElement.Parse("{}")));
    }

    [Fact]
    public async Task A_guesser_has_few_tries_and_a_telephone_gets_few_codes()
    {
        var address = UniqueAddress();
        var asked = (await Ask(address)).Read<OneTimeCodeResponse>();
        var code = await Code(address, 1);
        for (var i = 0; i < SignInTries.CodesMax; i++)
        {
            AssertNotAccepted(await Answer(asked.State, "00000000"));
        }

        AssertNotAccepted(await Answer(asked.State, code));
        for (var i = 1; i < SignInTries.SendingsMax; i++)
        {
            Assert.True((await Ask(address)).IsSuccess);
        }

        (await Ask(address)).Refused(HttpStatusCode.TooManyRequests, "sign-in.too-many");
    }

    [Fact]
    public async Task Neither_code_nor_address_lies_anywhere()
    {
        var address = UniqueAddress();
        await SignIn(address);
        var digits = (await Code(address, 1)).Replace(" ", "", StringComparison.Ordinal);

        Assert.DoesNotContain(address, _server.Output, StringComparison.Ordinal);
        foreach (var file in new[] { _server.DatabasePath, $"{_server.DatabasePath}-wal" }.Where(File.Exists))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            var text = await reader.ReadToEndAsync(PlatformServer.Stop);
            Assert.DoesNotContain(address, text, StringComparison.Ordinal);
            Assert.DoesNotContain(digits, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_is_no_address_gets_no_code()
    {
        (await Ask("my sister")).Refused(HttpStatusCode.UnprocessableEntity, "sign-in.no-carrier");
        (await Ask("+372 5555 1234")).Refused(HttpStatusCode.UnprocessableEntity, "sign-in.no-carrier"); // There is no gateway here.
    }

    private async Task<TokenResponse> SignIn(string address, string? received = null)
    {
        received ??= address;
        var before = _sink.To(received).Count();
        var asked = (await Ask(address)).Read<OneTimeCodeResponse>();

        return (await Answer(asked.State, await Code(received, before + 1))).Read<TokenResponse>();
    }

    private async Task<string> Code(string address, int number)
    {
        var mails = await PlatformServer.Eventually(() => Task.FromResult(_sink.To(address).ToList()), m => m.Count >= number);

        return Digits().Match(mails[number - 1].Mail.TextBody!).Value;
    }

    private Task<Reply> Ask(string contact) => _server.Anybody().Post("/v1/sign-in/one-time-codes", new OneTimeCodeRequest("ee", contact));

    private Task<Reply> Answer(string state, string code) =>
        _server.Anybody().Post("/v1/sign-in/one-time-codes/answers", new OneTimeCodeAnswerRequest(state, code));

    private static string UniqueAddress() => $"{Examples.UniqueUser()}@mail.example";

    [GeneratedRegex(@"\d{4} \d{4}")]
    private static partial Regex Digits();
}
