using SharedConsular.Access;
using SharedConsular.Messages;

namespace SharedConsular.Tests.Messages;

public sealed class ContactAddressTests
{
    [Theory]
    [InlineData("kadri@mail.example", "kadri@mail.example")]
    [InlineData("by mail: Kadri.O+help@mail.example, or my sister's", "Kadri.O+help@mail.example")]
    [InlineData("kadri@mail.example\r\nBcc: all@mail.example", "kadri@mail.example")]
    [InlineData("kadri@localhost", null)]
    [InlineData("kadri@@mail.example", null)]
    [InlineData("[erased]", null)]
    [InlineData(null, null)]
    public void A_mail_address_is_found_in_what_she_said(string? contact, string? address) =>
        Assert.Equal(address, ContactAddress.Find(contact, ContactChannel.Email));

    [Theory]
    [InlineData("+249 900 000 000", "+249900000000")]
    [InlineData("call +372 (555) 12-34.5 after six", "+37255512345")]
    [InlineData("0900 000 000", null)]
    [InlineData("+12", null)]
    [InlineData("+1234567890123456789", null)]
    public void A_number_is_found_where_it_names_its_country(string contact, string? number) =>
        Assert.Equal(number, ContactAddress.Find(contact, ContactChannel.TextMessage));

    [Fact]
    public void What_only_people_use_has_no_address() => Assert.Null(ContactAddress.Find("+249 900 000 000", ContactChannel.Telephone));
}
