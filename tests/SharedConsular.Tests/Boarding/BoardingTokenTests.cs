using System.Security.Cryptography;
using System.Text;
using SharedConsular.Boarding;
using SharedConsular.Households;

namespace SharedConsular.Tests.Boarding;

/// <summary>A token opens the gate it was signed for, and nothing that was changed, made elsewhere or revoked does.</summary>
public sealed class BoardingTokenTests : IDisposable
{
    private const string Alphanumeric = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly MovementName Flight = new(TenantId.Parse("gb")!, "raf-1");
    private static readonly string Reference = HouseholdReference.FromBits(0x12_3456_789AUL);

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly BoardingKeyList _list;

    public BoardingTokenTests() => _list = new BoardingKeyList([_key.ExportSubjectPublicKeyInfo()]);

    [Fact]
    public void A_token_reads_back_as_it_was_signed()
    {
        var token = Token();

        Assert.Equal(token, BoardingToken.Verify(Sign(token), _list));
    }

    [Fact]
    public void A_token_fits_a_qr_code_of_version_six_in_its_densest_letters()
    {
        const int alphanumericMaxOfVersion6M = 154; // ISO/IEC 18004, table 7.
        var text = Sign(Token());

        Assert.Equal(143, text.Length);
        Assert.True(text.Length <= alphanumericMaxOfVersion6M);
        Assert.Empty(text.Except(Alphanumeric));
    }

    [Fact]
    public void No_byte_of_a_token_can_be_changed()
    {
        var bytes = Base45.Read(Sign(Token()))!;
        for (var i = 0; i < bytes.Length; i++)
        {
            var changed = bytes.ToArray();
            changed[i] ^= 1;

            Assert.Null(BoardingToken.Verify(Base45.Write(changed), _list));
        }
    }

    [Theory, InlineData(null), InlineData(""), InlineData("HELLO"), InlineData("a"), InlineData("::::::")]
    public void What_is_no_token_opens_nothing(string? text) => Assert.Null(BoardingToken.Verify(text, _list));

    [Fact]
    public void A_key_that_is_not_on_the_list_opens_nothing()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var list = new BoardingKeyList([other.ExportSubjectPublicKeyInfo(), [1, 2, 3]]);

        Assert.Equal(1, list.Count);
        Assert.Null(BoardingToken.Verify(Sign(Token()), list));
    }

    [Fact]
    public void It_says_why_it_opens_no_gate()
    {
        var token = Token();
        var other = new MovementName(Flight.Organiser, "raf-2");

        Assert.Null(token.WhyNot(Flight, Now, isConfirmed: true, generation: 3));
        Assert.Equal(ScanVerdict.OtherMovement, token.WhyNot(other, Now, isConfirmed: true, generation: 3));
        Assert.Equal(ScanVerdict.Expired, token.WhyNot(Flight, token.Expires.AddSeconds(1), isConfirmed: true, generation: 3));
        Assert.Equal(ScanVerdict.NotConfirmed, token.WhyNot(Flight, Now, isConfirmed: false, generation: 3));
        Assert.Equal(ScanVerdict.Revoked, token.WhyNot(Flight, Now, isConfirmed: true, generation: 4));
    }

    [Fact]
    public void It_is_bound_to_name_and_birth_date_however_the_name_is_written()
    {
        var born = new DateOnly(1990, 2, 3);
        var binding = BoardingToken.BindingOf(Reference, 1, "Łukasz Nowák", born);

        Assert.Equal(binding, BoardingToken.BindingOf(Reference, 1, "NOWAK, Lukasz", born));
        Assert.NotEqual(binding, BoardingToken.BindingOf(Reference, 1, "Lukasz Kowak", born));
        Assert.NotEqual(binding, BoardingToken.BindingOf(Reference, 1, "Łukasz Nowák", born.AddDays(1)));
        Assert.NotEqual(binding, BoardingToken.BindingOf(Reference, 2, "Łukasz Nowák", born));
    }

    [Theory, InlineData("AB", "BB8"), InlineData("Hello!!", "%69 VD92EX0"), InlineData("base-45", "UJCLQE7W581")]
    public void Base45_is_that_of_the_standard(string text, string encoded)
    {
        Assert.Equal(encoded, Base45.Write(Encoding.ASCII.GetBytes(text)));
        Assert.Equal(text, Encoding.ASCII.GetString(Base45.Read(encoded)!));
    }

    [Theory, InlineData("GGW"), InlineData("A"), InlineData("::"), InlineData("ab8")]
    public void What_is_no_base45_is_not_read(string text) => Assert.Null(Base45.Read(text));

    public void Dispose()
    {
        _list.Dispose();
        _key.Dispose();
    }

    private BoardingToken Token() => new(
        BoardingKeyList.IdOf(_key.ExportSubjectPublicKeyInfo()), BoardingToken.DigestOf(Flight), Reference, 2, 3, Now.AddHours(30),
        BoardingToken.BindingOf(Reference, 2, "Mari Tamm", new DateOnly(1990, 2, 3)));

    private string Sign(BoardingToken token)
    {
        var signed = token.ToSigned();

        return BoardingToken.Write(signed, _key.SignData(signed, HashAlgorithmName.SHA256));
    }
}
