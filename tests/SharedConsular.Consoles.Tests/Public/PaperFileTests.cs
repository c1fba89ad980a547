using System.Text;
using Microsoft.Playwright;
using SharedConsular.Contracts;

namespace SharedConsular.Consoles.Tests.Public;

/// <summary>A person photographs a paper and sends it, also without JavaScript; the officer at the counter opens it, and sends one for her.</summary>
public sealed class PaperFileTests(Site site, Browser browser)
{
    private static readonly byte[] Scan = Encoding.ASCII.GetBytes("%PDF-1.7 a passport");

    [Theory, InlineData("en", true), InlineData("ar", false)]
    public async Task She_sends_a_paper_takes_it_back_sends_it_again_and_the_officer_opens_it(string language, bool isSmall)
    {
        var device = isSmall ? Device.SmallPhone : Device.Desk;
        var opened = await Opened();
        var officer = await site.ApiOf("fr", "officer");
        await officer.AcceptCase(opened.Reference, null, Stop);
        await officer.AskForPapers(opened.Reference, new AskForPapersRequest(["passport"]), null, Stop);
        var page = await browser.Open(device);
        await Follow(page, opened, language);

        await page.ClickAsync("#send-file");
        await page.AssertFaults(1);
        await page.SetInputFilesAsync("#file", new FilePayload { Name = "page.html", MimeType = "text/html", Buffer = Scan });
        await page.ClickAsync("#send-file");
        await page.AssertFaults(1);
        await page.AssertFit($"paper-file-faults-{language}", device);

        await Send(page);
        await Assertions.Expect(page.Locator("button[value=open]")).ToHaveCountAsync(1);
        await page.AssertFit($"paper-file-sent-{language}", device);
        await page.ClickAsync("button[value=take-back]");
        await Assertions.Expect(page.Locator("button[value=open]")).ToHaveCountAsync(0);
        await Send(page);

        var desk = await browser.Open(device);
        await desk.SignIn(site, language, "fr", "officer");
        await desk.GotoAsync(site.At($"/{language}/desk/cases/{opened.Reference}"));
        Assert.Equal(0, await desk.Locator("button[value=take-back]").CountAsync());
        Assert.Equal(Scan, await Download(desk));
        await Send(desk);
        await Assertions.Expect(desk.Locator("button[value=open]")).ToHaveCountAsync(2);
        await desk.AssertFit($"paper-file-desk-{language}", device);

        await page.GotoAsync(site.At($"/{language}/follow/case"));
        Assert.Equal(0, await page.Locator("button[value=take-back]").CountAsync());
        Assert.Equal(Scan, await Download(page));
    }

    [Fact]
    public async Task It_works_without_javascript()
    {
        var page = await browser.Open(Device.SmallPhone, scripts: false);
        await Follow(page, await Opened(), "en");

        await Send(page);

        await Assertions.Expect(page.Locator("button[value=open]")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_answered_by_a_page_that_says_so()
    {
        var page = await browser.Open(Device.Phone);
        await Follow(page, await Opened(), "en");
        await page.SetInputFilesAsync("#file", new FilePayload { Name = "page.pdf", MimeType = "application/pdf", Buffer = new byte[12 * 1024 * 1024] });

        await page.ClickAsync("#send-file");

        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("The file is larger than 10 MB.");
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static async Task Send(IPage page)
    {
        await page.SetInputFilesAsync("#file", new FilePayload { Name = "page.pdf", MimeType = "application/pdf", Buffer = Scan });
        await page.ClickAsync("#send-file");
        await page.Locator("button[value=open]").First.WaitForAsync();
    }

    private static async Task<byte[]> Download(IPage page)
    {
        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator("button[value=open]").First.ClickAsync());
        Assert.EndsWith(".pdf", download.SuggestedFilename, StringComparison.Ordinal);

        return await File.ReadAllBytesAsync(await download.PathAsync(), Stop);
    }

    private async Task<CaseResponse> Opened()
    {
        var request = new OpenCaseRequest(
            new RoutingRequest([new NationalityRequest("ee")], "vu", "emergency_travel_document"), [new PersonContract([new PersonNameContract("Mari Tamm")])]);

        return (await new ConsularClient(site.Http).OpenRequest(request, new SendOptions($"{Guid.NewGuid():N}"), Stop)).Value;
    }

    private async Task Follow(IPage page, CaseResponse opened, string language)
    {
        await page.GotoAsync(site.At($"/{language}/follow"));
        await page.FillAsync("#reference", opened.Reference);
        await page.FillAsync("#secret", opened.Secret!);
        await page.ClickAsync("main form button");
        await page.AssertAt($"/{language}/follow/case");
    }
}
