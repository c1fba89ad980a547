using System.Collections.Immutable;
using SharedConsular.Logins;
using static SharedConsular.Tests.Logins.LoginExamples;

namespace SharedConsular.Tests.Logins;

/// <summary>What becomes of the passkeys of a login in use.</summary>
public sealed class PasskeyTests
{
    private static readonly ImmutableArray<LoginEvent> WithTwo = [.. Enrolled, new PasskeyRegistered(Laptop)];

    [Fact]
    public void A_counter_goes_up_or_says_nothing()
    {
        var spec = Spec(Mari).Given(WithTwo).When(new UsePasskey("phone", 6, IsBackedUp: false)).Then(new PasskeyUsed("phone", 6, false, Now));

        spec.When(new UsePasskey("phone", 6, false)).ThenRefused(LoginRefusals.NotAccepted);
        spec.When(new UsePasskey("phone", 5, false)).ThenRefused(LoginRefusals.NotAccepted);
        spec.When(new UsePasskey("phone", 0, false)).ThenRefused(LoginRefusals.NotAccepted);
        spec.When(new UsePasskey("laptop", 0, true)).When(new UsePasskey("laptop", 0, true)).Then(new PasskeyUsed("laptop", 0, true, Now));
    }

    [Fact]
    public void A_passkey_that_is_not_the_logins_signs_nobody_in()
    {
        Spec(Mari).Given(Enrolled).When(new UsePasskey("laptop", 1, false)).ThenRefused(LoginRefusals.NotAccepted);
        Spec(Mari).Given([.. Enrolled, Closed]).When(new UsePasskey("phone", 6, false)).ThenRefused(LoginRefusals.NotAccepted);
    }

    [Fact]
    public void One_is_added_by_the_token_of_this_generation_only()
    {
        var add = new AddPasskey(0, Laptop);

        Spec(Mari).Given(Enrolled).When(add).Then(new PasskeyRegistered(Laptop));
        Spec(Mari).Given(WithTwo).When(add).ThenRefused(LoginRefusals.NotAccepted);
        Spec(Mari).Given(Enrolled).When(add with { Generation = 1 }).ThenRefused(LoginRefusals.NotAccepted);
        Spec(Mari).Given(Invited).When(add).ThenRefused(LoginRefusals.NotAccepted);
    }

    [Fact]
    public void A_login_has_no_more_than_a_person_carries()
    {
        var spec = Spec(Mari).Given(Enrolled);
        for (var i = 1; i < AddPasskey.PasskeysMax; i++)
        {
            spec.When(new AddPasskey(0, Laptop with { Id = $"device-{i}" })).ThenOne<PasskeyRegistered>();
        }

        spec.When(new AddPasskey(0, Laptop)).ThenRefused(LoginRefusals.PasskeysFull.With("10"));
    }

    [Fact]
    public void One_is_removed_with_every_token_but_never_the_last()
    {
        var spec = Spec(Mari).Given(WithTwo).When(new RemovePasskey(0, "phone")).Then(new PasskeyRemoved("phone", Now));

        Assert.Equal(1, spec.State.Generation);
        spec.When(new RemovePasskey(0, "laptop")).ThenRefused(LoginRefusals.NotAccepted);
        spec.When(new RemovePasskey(1, "phone")).ThenRefused(LoginRefusals.NoSuchPasskey);
        spec.When(new RemovePasskey(1, "laptop")).ThenRefused(LoginRefusals.LastPasskey);
    }

    [Fact]
    public void A_national_signs_up_once()
    {
        var signUp = new SignUpNational("n1", Phone, RecoveryHashes);
        var spec = Spec(new Caller(Routing.WorldExamples.Ee, new UserId("ee/n1"), Role.National)).When(signUp).Then([.. SignedUp]);

        Assert.Equal((LoginStatus.Active, Role.National), (spec.State.Status, spec.State.Role));
        spec.When(signUp).ThenRefused(LoginRefusals.NotAccepted);
        Spec(Mari).Given(Invited).When(signUp with { User = "mari" }).ThenRefused(LoginRefusals.NotAccepted);
    }
}
