using System.Net;
using SharedConsular.Api.Exports;
using SharedConsular.Api.Movements;
using SharedConsular.Cases;
using SharedConsular.Households;
using SharedConsular.Movements;
using SharedConsular.Routing;

namespace SharedConsular.Api.Tests;

/// <summary>A manifest on paper, and what it says where the machine has not the fonts for it: never an empty box.</summary>
public sealed class PaperTests
{
    [Fact]
    public void A_letter_that_no_font_has_stands_as_its_number_and_the_paper_says_so()
    {
        var latin = FontWith("A", without: "አ");
        var (known, unknown) = (Manifest(latin, "Abebe Bikila"), Manifest(latin, "Abebe ቢቂላ"));
        Paper.IsSound(unknown);

        Assert.Contains("[U+1262 U+1242 U+120B]", Paper.TextOf(unknown), StringComparison.Ordinal);
        Assert.Contains("no font for some letters", Paper.TextOf(unknown), StringComparison.Ordinal);
        Assert.Contains("Abebe Bikila", Paper.TextOf(known), StringComparison.Ordinal);
        Assert.DoesNotContain("no font", Paper.TextOf(known), StringComparison.Ordinal);
    }

    [Fact]
    public void On_paper_a_child_without_an_adult_is_marked()
    {
        Paper.NeedsFontsFor("A");
        Assert.Contains("ALONE", Paper.TextOf(Manifest(new Fonts(null), "Yonas", isMinor: true)), StringComparison.Ordinal);
        Assert.DoesNotContain("ALONE", Paper.TextOf(Manifest(new Fonts(null), "Yonas")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_machine_without_any_font_says_so_and_gives_the_table()
    {
        var empty = Directory.CreateTempSubdirectory("no-fonts-");
        await using var server = await PlatformServer.Start(("FontFolder", empty.FullName));
        var walk = await EvacuationWalk.Begin(server);
        var flight = await walk.Flight(10);

        (await walk.Lead.Get($"/v1/movements/{flight}/manifest.pdf")).Refused(HttpStatusCode.Conflict, "movement.no-font");
        Assert.True((await walk.Lead.Get($"/v1/movements/{flight}/manifest.csv")).IsSuccess);
        empty.Delete();
    }

    private static byte[] Manifest(Fonts fonts, string name, bool isMinor = false)
    {
        var member = new HouseholdMember(
            1, [new PersonName(name, "latn")], new DateOnly(1980, 1, 1), [new Nationality(TenantId.Parse("et")!, NationalityProof.Claimed)], PlaceKind.Seat, isMinor, null, null);

        return ManifestText.Pdf(
            fonts, "manifest", ["Manifest"],
            [new ManifestPart("gb/f-1", "RAF", [new Passenger(1, new HouseholdName(TenantId.Parse("et")!, "SH-1"), member, TenantId.Parse("et")!, false)], true)]);
    }

    /// <summary>A folder with one font of this machine, which has the one letter and not the other.</summary>
    private static Fonts FontWith(string letter, string without)
    {
        var folder = Directory.CreateTempSubdirectory("one-font-");
        foreach (var file in Directory.EnumerateFiles("/usr/share/fonts", "*.ttf", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder.FullName, "font.ttf");
            File.Copy(file, copy, overwrite: true);
            var fonts = new Fonts(folder.FullName);
            if (fonts.CanPrint(letter) && !fonts.CanPrint(without))
            {
                return fonts;
            }
        }

        Assert.Skip("This machine has no such font.");

        throw new System.Diagnostics.UnreachableException("A skipped test does not go on.");
    }
}
