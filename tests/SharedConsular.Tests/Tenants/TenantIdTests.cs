using System.Text.Json;

namespace SharedConsular.Tests.Tenants;

public sealed class TenantIdTests
{
    [Theory, InlineData("au"), InlineData("iom"), InlineData("centre2"), InlineData("a"), InlineData("0123456789012345678901234567890123456789")]
    public void Lower_case_letters_and_digits_name_a_party(string text) => Assert.Equal(text, TenantId.Parse(text)!.Value);

    [Theory, InlineData(null), InlineData(""), InlineData("AU"), InlineData("a-u"), InlineData("a u"), InlineData("å"), InlineData("a/b"), InlineData("01234567890123456789012345678901234567890")]
    public void Nothing_else_does(string? text)
    {
        Assert.Null(TenantId.Parse(text));
        Assert.Throws<FormatException>(() => TenantId.Get(text!));
    }

    [Fact]
    public void Two_of_one_name_are_one_party_and_parties_have_an_order()
    {
        Assert.Equal(TenantId.Get("au"), TenantId.Get("au"));
        Assert.Equal(["au", "ca", "iom"], Enumerable.Order([TenantId.Get("iom"), TenantId.Get("au"), TenantId.Get("ca")]).Select(t => t.Value));
    }

    [Fact]
    public void It_is_written_as_its_name_also_as_a_key()
    {
        var written = JsonSerializer.Serialize(new Dictionary<TenantId, TenantId> { [TenantId.Get("au")] = TenantId.Get("ca") });

        Assert.Equal("""{"au":"ca"}""", written);
        Assert.Equal(TenantId.Get("ca"), JsonSerializer.Deserialize<Dictionary<TenantId, TenantId>>(written)![TenantId.Get("au")]);
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<TenantId>("\"A U\""));
    }
}
