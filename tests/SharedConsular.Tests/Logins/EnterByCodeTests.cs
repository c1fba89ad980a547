using SharedConsular.Logins;
using static SharedConsular.Tests.Logins.LoginExamples;

namespace SharedConsular.Tests.Logins;

public sealed class EnterByCodeTests
{
    private static readonly EnterByCode Enter = new("n1");

    [Fact]
    public void The_first_code_makes_the_login_and_the_next_finds_it() =>
        Spec(Mari).When(Enter).Then(new NationalSignedUp("n1", Now)).When(Enter).ThenNothing();

    [Fact]
    public void One_who_has_a_passkey_comes_in_by_a_code_too() => Spec(Mari).Given(SignedUp).When(Enter).ThenNothing();

    [Fact]
    public void A_closed_login_stays_closed_and_one_of_staff_is_no_nationals()
    {
        Spec(Mari).Given(SignedUp).Given(Closed).When(Enter).ThenRefused(LoginRefusals.NotAccepted);
        Spec(Mari).Given(Enrolled).When(Enter).ThenRefused(LoginRefusals.NotAccepted);
    }

    [Fact]
    public void Bytes_become_letters_that_nobody_misreads()
    {
        Assert.Equal("00000000", LoginCode.LettersOf(new byte[5]));
        Assert.Equal("ZZZZZZZZ", LoginCode.LettersOf([255, 255, 255, 255, 255]));
        Assert.Equal("04106", LoginCode.LettersOf([1, 2, 3, 4])[..5]);
    }
}
