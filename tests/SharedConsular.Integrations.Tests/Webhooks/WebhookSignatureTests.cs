using System.Text;
using SharedConsular.Integrations.Webhooks;

namespace SharedConsular.Integrations.Tests.Webhooks;

public sealed class WebhookSignatureTests
{
    private const string Secret = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    /// <summary>The vector that the libraries of the specification are tested with.</summary>
    [Fact]
    public void It_is_the_one_of_the_specification() => Assert.Equal(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        WebhookSignature.Sign(
            [Convert.FromBase64String(Secret)], "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, Encoding.UTF8.GetBytes("""{"test": 2432232314}""")));

    [Fact]
    public void While_two_secrets_count_both_sign()
    {
        var (first, second) = (Convert.FromBase64String(Secret), new byte[32]);

        Assert.Equal(
            $"{WebhookSignature.Sign([first], "msg_1", 1, "{}"u8)} {WebhookSignature.Sign([second], "msg_1", 1, "{}"u8)}",
            WebhookSignature.Sign([first, second], "msg_1", 1, "{}"u8));
    }

    [Fact]
    public void A_secret_is_shown_as_the_specification_writes_it() => Assert.Equal($"whsec_{Secret}", WebhookSignature.TextOf(Convert.FromBase64String(Secret)));
}
