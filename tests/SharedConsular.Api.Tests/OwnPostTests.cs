using System.Net;
using SharedConsular.Contracts;

namespace SharedConsular.Api.Tests;

/// <summary>A state that binds its officers to posts, by a file of its own.</summary>
public sealed class OwnPostTests
{
    private const string OwnPostsOnly = """
        id: de-own-posts
        version: 1
        rules:
          - id: de-own-posts
            reference: An instruction of the ministry.
            basis: proposal
            priority: 750
            forbid: true
            purpose: service
            when: {parties: [DE], relations: [owner], own_post: false}
            does: [read, read-persons]
        """;

    [Fact]
    public async Task An_officer_bound_to_posts_sees_the_cases_of_those_posts_where_her_state_says_so()
    {
        var folder = Directory.CreateTempSubdirectory("own-posts-");
        Directory.CreateDirectory(Path.Combine(folder.FullName, "access"));
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "access", "de-own-posts.yaml"), OwnPostsOnly, PlatformServer.Stop);
        await using var server = await PlatformServer.Start(("PolicyFolder", folder.FullName));
        var @case = await server.CaseInHand();
        var (here, elsewhere) = (server.Officer("de", "here"), server.Officer("de", "elsewhere"));
        await Bind(server, "here", @case.Post!);
        await Bind(server, "elsewhere", (await server.Administrator("de").Get("/v1/posts?sending=de&country=ke")).Read<Page<PostResponse>>().Items[0].Id);

        Assert.Equal(@case.Reference, (await here.See(@case.Reference)).Reference);
        Assert.Equal(@case.Reference, (await server.Officer("de", "of-all-posts").See(@case.Reference)).Reference);
        (await elsewhere.Show(@case.Reference)).Refused(HttpStatusCode.Forbidden, "access.forbidden");
        Assert.DoesNotContain(await elsewhere.Lines("/v1/cases?limit=500"), l => l.Reference == @case.Reference);
        Assert.DoesNotContain(await elsewhere.Lines("/v1/queue?limit=500"), l => l.Reference == @case.Reference);
        Assert.Contains(await here.Lines("/v1/cases?limit=500"), l => l.Reference == @case.Reference);

        Assert.True((await here.Consult(@case.Reference, "Is she yours?")).IsSuccess);
        Assert.True((await server.Officer("ee").Confirm(@case.Reference)).IsSuccess);
        await PlatformServer.Eventually(here.Notices, n => n.Any(x => x.Reference == @case.Reference));
        Assert.DoesNotContain(await elsewhere.Notices(), n => n.Reference == @case.Reference);
        folder.Delete(recursive: true);
    }

    private static async Task Bind(PlatformServer server, string user, string post)
    {
        var said = (await server.Administrator("de").Put($"/v1/staff/{user}", new RecordStaffMemberRequest("Anna Weber", Posts: [post]))).Read<StaffMemberResponse>();
        Assert.Equal([post], said.Posts);
        Assert.Contains((await server.Administrator("de").Get("/v1/staff")).Read<Page<StaffMemberResponse>>().Items, m => m.User == user);
        (await server.Supervisor("de").Get("/v1/staff")).Refused(HttpStatusCode.Forbidden);
        Assert.DoesNotContain("Weber", server.Output, StringComparison.Ordinal);
    }
}
