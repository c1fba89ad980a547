using SharedConsular.Cases;

namespace SharedConsular.Tests.Cases;

public sealed class NameTermsTests
{
    [Theory]
    [InlineData("Kadri Õunapuu", "kadri ounapuu")]
    [InlineData("Łukasz Żółć", "lukasz zolc")]
    [InlineData("Jean-Luc O'Brien", "jean luc obrien")]
    [InlineData("NGUYỄN Thị Ánh", "nguyen thi anh")]
    [InlineData("Günther Weiß", "gunther weiss")]
    [InlineData("Ægir Þórsson", "aegir thorsson")]
    [InlineData("مُحَمَّد", "محمد")]
    [InlineData("محـــمد", "محمد")]
    [InlineData("أحمد", "احمد")]
    [InlineData("إسراء", "اسراء")]
    [InlineData("آمنة", "امنه")]
    [InlineData("ليلى", "ليلي")]
    [InlineData("Мария", "мария")]
    public void A_name_is_found_however_it_was_written(string written, string found) => Assert.Equal(found, NameTerms.Fold(written));

    [Fact]
    public void Each_word_is_a_term_once() => Assert.Equal(["ana", "maria"], NameTerms.Of("Ana  María ANA"));
}
