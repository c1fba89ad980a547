using SharedConsular.Logins;
using static SharedConsular.Tests.Logins.LoginExamples;
using static SharedConsular.Tests.Routing.WorldExamples;

namespace SharedConsular.Tests.Logins;

public sealed class LoginTests
{
    [Fact]
    public void A_key_says_no_name_and_fits_a_user_handle()
    {
        var key = Login.KeyOf(Ee, "mari.tamm");

        Assert.NotEqual(key, Login.KeyOf(Lv, "mari.tamm"));
        Assert.NotEqual(key, Login.KeyOf(Ee, "mari.tam"));
        Assert.DoesNotContain("mari", key.Id, StringComparison.OrdinalIgnoreCase);
        Assert.True($"{new string('a', TenantId.LengthMax)}/{key.Id}".Length <= 64);
    }

    [Theory, InlineData("mari.tamm@mfa.ee"), InlineData("o-1"), InlineData("x_9")]
    public void A_user_is_written_in_small_letters(string user) => Assert.True(Login.IsUser(user));

    [Theory, InlineData(""), InlineData("Mari"), InlineData("ee/mari"), InlineData("mari tamm"), InlineData("m\u0430ri"), InlineData("mari\n")]
    public void What_may_be_mistaken_for_another_is_no_user(string user) => Assert.False(Login.IsUser(user));

    [Fact]
    public void The_tenant_sees_its_staff_and_not_its_nationals()
    {
        var staff = Login.Type.Rows(Login.KeyOf(Ee, "mari"), Spec(Mari).Given(Enrolled).State);
        var national = Login.Type.Rows(Login.KeyOf(Ee, "n1"), Spec(Mari).Given(SignedUp).State);

        Assert.Equal([("ee", Login.Staff), (Login.SignInViewer, Login.KnownPasskeys)], staff.Select(r => (r.Viewer, r.List)));
        Assert.Equal([(Login.SignInViewer, Login.KnownPasskeys)], national.Select(r => (r.Viewer, r.List)));
        Assert.Equal(new LoginRow("mari", Role.Officer, LoginStatus.Active, 1, 2, null, null), staff[0].Body);
    }

    [Fact]
    public void A_code_is_the_same_however_it_is_typed()
    {
        Assert.Equal(LoginCode.HashOf("7K3F-9Q2M-0110"), LoginCode.HashOf(" 7k3f 9q2moiLO"));
        Assert.NotEqual(LoginCode.HashOf("7K3F-9Q2M-0110"), LoginCode.HashOf("7K3F-9Q2M-0111"));
        Assert.Equal("7K3F-9Q2M-01", LoginCode.Grouped("7K3F9Q2M01"));
    }

    [Fact]
    public void A_code_is_too_long_to_be_tried() =>
        Assert.True(LoginCode.LettersCount * Math.Log2(LoginCode.Letters.Distinct().Count()) >= 112);
}
