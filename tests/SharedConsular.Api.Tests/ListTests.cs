using System.Net;
using SharedConsular.Contracts;
using static SharedConsular.Api.Tests.Examples;

namespace SharedConsular.Api.Tests;

public sealed class ListTests(SharedPlatform platform)
{
    private readonly PlatformServer _server = platform.Server;

    [Fact]
    public async Task Two_at_a_time_every_case_comes_once_and_newest_first()
    {
        const int casesMax = 7;
        var mari = _server.Person("ee", UniqueUser());
        var opened = new List<string>();
        for (var i = 0; i < casesMax; i++)
        {
            opened.Add((await mari.OpenCase(Application(name: $"Mari {i}"))).Reference);
        }

        var listed = new List<string>();
        string? cursor = null;
        do
        {
            var page = (await mari.Get($"/v1/cases?limit=2{(cursor is null ? "" : $"&cursor={cursor}")}")).Read<Page<CaseLineResponse>>();
            Assert.InRange(page.Items.Count, 1, 2);
            listed.AddRange(page.Items.Select(l => l.Reference));
            cursor = page.Next;
        }
        while (cursor is not null && listed.Count <= casesMax);

        Assert.Equal(Enumerable.Reverse(opened), listed);
    }

    [Fact]
    public async Task A_cursor_of_another_list_or_of_nobody_is_refused()
    {
        var (mari, jaan) = (_server.Person("ee", UniqueUser()), _server.Person("ee", UniqueUser()));
        foreach (var person in new[] { mari, jaan })
        {
            await person.OpenCase(Application());
            await person.OpenCase(Application());
        }

        var cursor = (await mari.Get("/v1/cases?limit=1")).Read<Page<CaseLineResponse>>().Next!;
        Assert.Single((await mari.Get($"/v1/cases?limit=1&cursor={cursor}")).Read<Page<CaseLineResponse>>().Items);
        var forged = cursor[..^1] + (cursor[^1] == 'A' ? 'B' : 'A');
        foreach (var (who, path) in new (Member, string)[]
        {
            (jaan, $"/v1/cases?limit=1&cursor={cursor}"),
            (mari, $"/v1/queue?limit=1&cursor={cursor}"),
            (mari, $"/v1/cases?limit=1&status=opened&cursor={cursor}"),
            (_server.Officer("de"), $"/v1/cases?cursor={cursor}"),
            (_server.Officer("de"), $"/v1/notices?cursor={cursor}"),
            (mari, $"/v1/cases?limit=1&cursor={forged}"),
            (mari, "/v1/cases?cursor=nonsense"),
            (mari, "/v1/cases?cursor=%00"),
            (mari, $"/v1/cases?cursor={new string('A', 5_000)}"),
        })
        {
            (await who.Get(path)).Refused(HttpStatusCode.UnprocessableEntity, "cursor.not-of-this-list");
        }

        (await mari.Find("mari", cursor)).Refused(HttpStatusCode.UnprocessableEntity, "cursor.not-of-this-list");
    }

    [Fact]
    public async Task A_list_is_filtered_by_what_it_says()
    {
        var mari = _server.Person("ee", UniqueUser());
        var (open, withdrawn) = (await mari.OpenCase(Application()), await mari.OpenCase(Application(LostPassport with { Service = "detention" })));
        await mari.Withdraw(withdrawn.Reference, "Free");

        Assert.Equal([open.Reference], (await mari.Lines("/v1/cases?status=opened")).Select(l => l.Reference));
        Assert.Equal([withdrawn.Reference], (await mari.Lines("/v1/cases?service=detention&status=withdrawn&in=ec&actsFor=ee")).Select(l => l.Reference));
        Assert.Empty(await mari.Lines("/v1/cases?service=detention&status=opened"));
    }

    [Fact]
    public async Task A_page_is_never_longer_than_it_may_be_nor_shorter_than_one()
    {
        var germany = _server.Officer("de");
        await _server.CaseInHand();

        foreach (var limit in new[] { -1, 0, 1 })
        {
            Assert.Single(await germany.Lines($"/v1/cases?limit={limit}"));
        }

        Assert.InRange((await germany.Lines("/v1/cases?limit=2000000000")).Count, 1, 500);
    }

    [Fact]
    public async Task A_name_is_found_in_any_script()
    {
        var mari = _server.Person("ee", UniqueUser());
        var tail = UniqueUser();
        var @case = await mari.OpenCase(Application() with
        {
            Persons = [new PersonContract([new($"Ярослава {tail}"), new($"ياروسلافا {tail}"), new($"Öykü {tail}")])],
        });

        foreach (var words in new[] { $"{tail}", $"Ярослава {tail}", $"ярослава {tail[..5]}", $"ياروسلافا {tail}", $"oyku {tail}" })
        {
            Assert.Equal([@case.Reference], (await mari.Search(words)).Select(l => l.Reference));
        }
    }

    [Fact]
    public async Task An_unchanged_case_is_not_sent_again()
    {
        var mari = _server.Person("ee", UniqueUser());
        var @case = await mari.OpenCase(Application());
        var shown = await mari.Show(@case.Reference);
        Assert.Equal($"\"{@case.Version}\"", shown.Tag);

        var unchanged = await mari.Show(@case.Reference, ifNoneMatch: shown.Tag);
        Assert.Equal((HttpStatusCode.NotModified, ""), (unchanged.Status, unchanged.Text));
        await _server.Officer("de").Accept(@case.Reference);
        var changed = await mari.Show(@case.Reference, ifNoneMatch: shown.Tag);
        Assert.Equal(HttpStatusCode.OK, changed.Status);
        Assert.NotEqual(shown.Tag, changed.Tag);
        Assert.Equal("no-store", changed.Headers["Cache-Control"]);
        (await _server.Officer("jp").Show(@case.Reference, ifNoneMatch: changed.Tag)).Refused(HttpStatusCode.NotFound);
    }
}
