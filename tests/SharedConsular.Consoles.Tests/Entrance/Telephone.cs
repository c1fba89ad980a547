using Microsoft.Playwright;

namespace SharedConsular.Consoles.Tests.Entrance;

/// <summary>The authenticator of a browser, as its driver plays it (WebAuthn's virtual authenticators, level 3, section 11).</summary>
internal sealed class Telephone
{
    private readonly ICDPSession _driver;
    private string _id = "";

    private Telephone(ICDPSession driver) => _driver = driver;

    public static async Task<Telephone> With(IPage page)
    {
        var telephone = new Telephone(await page.Context.NewCDPSessionAsync(page));
        await telephone._driver.SendAsync("WebAuthn.enable");
        await telephone.Plug();

        return telephone;
    }

    /// <summary>Another one takes its place, and knows no passkey.</summary>
    public async Task Replace()
    {
        await _driver.SendAsync("WebAuthn.removeVirtualAuthenticator", new Dictionary<string, object> { ["authenticatorId"] = _id });
        await Plug();
    }

    /// <summary>Whether the finger is the person's.</summary>
    public Task Recognise(bool isVerified) => _driver.SendAsync(
        "WebAuthn.setUserVerified", new Dictionary<string, object> { ["authenticatorId"] = _id, ["isUserVerified"] = isVerified });

    private async Task Plug()
    {
        var options = new Dictionary<string, object>
        {
            ["protocol"] = "ctap2",
            ["transport"] = "internal",
            ["hasResidentKey"] = true,
            ["hasUserVerification"] = true,
            ["isUserVerified"] = true,
        };
        var answer = await _driver.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object> { ["options"] = options });
        _id = answer!.Value.GetProperty("authenticatorId").GetString()!;
    }
}
