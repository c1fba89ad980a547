using SharedConsular.Logins;
using static SharedConsular.Tests.Logins.LoginExamples;

namespace SharedConsular.Tests.Logins;

public sealed class EnrolPasskeyTests
{
    private static readonly EnrolPasskey Enrol = new(EnrolmentHash, Phone, RecoveryHashes);

    [Fact]
    public void The_code_makes_a_passkey_and_recovery_codes_and_is_used_up()
    {
        var spec = Spec(Mari).Given(Invited).When(Enrol).Then(new PasskeyRegistered(Phone), new RecoveryCodesMade(RecoveryHashes, Now));

        Assert.True(spec.State.IsActive);
        spec.When(Enrol with { Passkey = Laptop }).ThenRefused(LoginRefusals.NotAccepted);
    }

    [Fact]
    public void An_expired_code_makes_nothing()
    {
        Spec(Mari).Given(Invited).At(Invited.ExpiresAt).When(Enrol).ThenRefused(LoginRefusals.NotAccepted);
        Spec(Mari).Given(Invited).At(Invited.ExpiresAt - TimeSpan.FromSeconds(1)).When(Enrol).Then(
            new PasskeyRegistered(Phone), new RecoveryCodesMade(RecoveryHashes, Invited.ExpiresAt - TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void A_wrong_code_and_one_of_a_closed_login_are_refused_alike()
    {
        Spec(Mari).Given(Invited).When(Enrol with { CodeHash = LoginCode.HashOf("OTHER") }).ThenRefused(LoginRefusals.NotAccepted);
        Spec(Mari).Given(Invited, Closed).When(Enrol).ThenRefused(LoginRefusals.NotAccepted);
        Spec(Mari).Given([.. Enrolled, Closed]).When(Enrol with { CodeHash = RecoveryHashes[0] }).ThenRefused(LoginRefusals.NotAccepted);
        Spec(Mari).When(Enrol).ThenRefused(LoginRefusals.NotAccepted);
    }

    [Fact]
    public void A_recovery_code_is_used_once_and_replaces_what_was_lost()
    {
        var recover = new EnrolPasskey(RecoveryHashes[1], Laptop, NewHashes);
        var spec = Spec(Mari).Given(Enrolled).When(recover)
            .Then(new RecoveryCodeUsed(RecoveryHashes[1], Now), new PasskeyRegistered(Laptop), new RecoveryCodesMade(NewHashes, Now));

        Assert.Equal([Laptop], spec.State.Passkeys);
        Assert.Equal(1, spec.State.Generation);
        spec.When(recover).ThenRefused(LoginRefusals.NotAccepted);
        spec.When(recover with { CodeHash = RecoveryHashes[0] }).ThenRefused(LoginRefusals.NotAccepted);
    }
}
