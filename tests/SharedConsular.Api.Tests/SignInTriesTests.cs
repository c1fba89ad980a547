using System.Net;
using SharedConsular.Api.LocalSignIn;
using SharedConsular.Contracts;
using static SharedConsular.Api.Tests.SignInDoor;

namespace SharedConsular.Api.Tests;

/// <summary>How often anyone may try, against a platform of its own: the counts are the address's.</summary>
public sealed class SignInTriesTests
{
    [Fact]
    public async Task Tries_end_before_a_guesser_does()
    {
        await using var server = await PlatformServer.Start();
        var door = new SignInDoor(server);
        var (attacked, spared) = (UniqueUser(), UniqueUser());
        var code = (await door.Invite("ee", attacked)).Code!;
        var other = (await door.Invite("ee", spared)).Code!;

        for (var i = 0; i < SignInTries.CodesMax; i++)
        {
            AssertNotAccepted(await door.BeginEnrolment("ee", attacked, "wrong"));
        }

        AssertNotAccepted(await door.BeginEnrolment("ee", attacked, code));
        Assert.True((await door.BeginEnrolment("ee", spared, other)).IsSuccess);

        for (var i = 0; i < SignInTries.SignUpsMax; i++)
        {
            _ = await door.BeginSignUp("ee");
        }

        (await server.Anybody().Post("/v1/sign-in/nationals/registration-options", new SignUpRequest("ee")))
            .Refused(HttpStatusCode.TooManyRequests, "sign-in.too-many");

        for (var i = SignInTries.CodesMax + 1; i < SignInTries.FailuresMax; i++)
        {
            AssertNotAccepted(await door.BeginEnrolment("ee", UniqueUser(), "wrong"));
        }

        (await door.BeginEnrolment("ee", spared, other)).Refused(HttpStatusCode.TooManyRequests, "sign-in.too-many");
    }
}
