using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Playwright;
using SharedConsular.Consoles.Officer;
using SharedConsular.Consoles.Shared.Languages;
using SharedConsular.Contracts;

namespace SharedConsular.Consoles.Tests.Officer;

/// <summary>A supervisor sees which glass was broken, takes one up and closes it with words.</summary>
public sealed class ReviewTests(Site site, Browser browser)
{
    [Theory, InlineData("en", false), InlineData("ar", true)]
    public async Task Broken_glass_is_taken_up_and_closed_with_words(string language, bool isSmall)
    {
        var device = isSmall ? Device.SmallPhone : Device.Desk;
        var reference = await BreakGlass();
        var page = await browser.Open(device);
        await page.SignIn(site, language, "fr", "supervisor");
        await page.ClickAsync("#reviews");
        await page.AssertAt($"/{language}/desk/reviews");
        await page.AssertFit($"reviews-{language}", device);
        await page.ClickAsync($"a[href$='/desk/reviews/{reference}/1']");
        await Assertions.Expect(page.Locator(".summary")).ToContainTextAsync("She is at the door.");
        await page.ClickAsync("#close");
        await page.AssertFaults(2);
        await page.AssertFit($"review-faults-{language}", device);
        await page.CheckAsync("#verdict-1");
        await page.FillAsync("#note", "It could have waited.");
        await page.ClickAsync("#close");
        await page.AssertAt($"/{language}/desk/reviews");

        await Assertions.Expect(page.Locator($"a[href*='{reference}']")).ToHaveCountAsync(0);
        await page.GotoAsync(site.At($"/{language}/desk/reviews/{reference}/1"));
        await page.AssertAt($"/{language}/desk/reviews");
        Assert.DoesNotContain((await (await site.ApiOf("fr", "supervisor")).ListReviews(null, null, Stop)).Value.Items, r => r.Reference == reference);
    }

    [Fact]
    public async Task Who_reviews_nothing_is_offered_nothing_to_review()
    {
        var page = await browser.Open(Device.Desk);
        await page.SignIn(site, "en", "fr", "officer");

        await Assertions.Expect(page.Locator("#reviews")).ToHaveCountAsync(0);
    }

    /// <summary>A review falls due after days, which no test here waits for: the part of the page that says it is asked by itself.</summary>
    [Theory, InlineData(0, null), InlineData(1, "1 review is overdue"), InlineData(3, "3 reviews are overdue")]
    public async Task What_is_overdue_is_said_loudly_and_nothing_else_is(int overdue, string? said)
    {
        var now = TimeProvider.System.GetUtcNow();
        var reviews = Enumerable.Range(0, 4).Select(i => new ReviewResponse("SC-0000-0000-0", i + 1, "fr", "officer-1", "?", now, now, now, i < overdue)).ToList();
        await using var services = new ServiceCollection().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<CascadingValue<Texts>>(
            ParameterView.FromDictionary(new Dictionary<string, object?>
            {
                ["Value"] = Texts.In(Language.All[0]),
                ["ChildContent"] = (RenderFragment)(page =>
                {
                    page.OpenComponent<ReviewsOverdue>(0);
                    page.AddComponentParameter(1, "Reviews", reviews);
                    page.CloseComponent();
                }),
            }))).ToHtmlString());

        if (said is null)
        {
            Assert.Empty(html.Trim());
        }
        else
        {
            Assert.Contains("note bad", html, StringComparison.Ordinal);
            Assert.Contains(said, html, StringComparison.Ordinal);
        }
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private async Task<string> BreakGlass()
    {
        var need = new RoutingRequest([new NationalityRequest("ee")], "vu", "gbv");
        var request = new OpenCaseRequest(need, [new PersonContract([new PersonNameContract("Liis Kask")])], "fr");
        var opened = (await new ConsularClient(site.Http).OpenRequest(request, new SendOptions($"{Guid.NewGuid():N}"), Stop)).Value;
        await (await site.ApiOf("fr", "officer")).BreakGlass(opened.Reference, new BreakGlassRequest("She is at the door."), null, Stop);

        return opened.Reference;
    }
}
