using SharedConsular.Agreements;
using SharedConsular.Posts;
using SharedConsular.Services;
using SharedConsular.Tenants;

namespace SharedConsular.Policies.Tests;

/// <summary>What comes with the product, read once.</summary>
public sealed class StandardPolicies
{
    public PolicyLoad Load { get; } = PolicyFiles.Load(PolicySources.Standard);

    public PolicySet Set => Load.Set ?? throw new InvalidOperationException(string.Join('\n', Load.Faults));
}

public sealed class RealDataTests(StandardPolicies standard) : IClassFixture<StandardPolicies>
{
    private const int Countries = 250;
    private const int MissionRows = 9779;
    private const int MissionRowsLeftOut = 38;
    private const int PatchRows = 28;
    private const int PostsWrittenDown = 4;

    private PolicySet Set => standard.Set;

    [Fact]
    public void Everything_is_read_without_an_error() =>
        Assert.Empty(standard.Load.Faults.Where(f => f.Level is PolicyFaultLevel.Error));

    [Fact]
    public void Every_country_is_a_tenant_and_so_is_the_operator()
    {
        Assert.Equal(Countries + 1, Set.Tenants.Length);
        Assert.Equal("Estonie", Tenant("ee").NameIn("fr"));
        Assert.Equal(["EU", "SCHENGEN", "BALTIC", "UN_STATES", "UCPM"], Tenant("ee").Groups);
        Assert.NotNull(Tenant("no").Centre);
        Assert.Equal(193, Set.Tenants.Count(t => t.Groups.Contains("UN_STATES")));
        Assert.Equal("International Organization for Migration", Tenant("iom").Name);
    }

    [Fact]
    public void Every_mission_of_a_known_state_is_a_post()
    {
        Assert.Equal(MissionRows - MissionRowsLeftOut + PatchRows + PostsWrittenDown, Set.Posts.Length);
        Assert.Equal(Set.Posts.Length, Set.Posts.DistinctBy(p => p.Id).Count());
        Assert.Equal(267, Set.Posts.Count(p => p.Kind is PostKind.Honorary));
        Assert.All(Set.Posts, p => Assert.Contains(p.Country, p.Jurisdiction));
        Assert.All(Set.Posts, p => Assert.NotEqual(p.Country, p.Sending));
    }

    [Fact]
    public void A_post_added_by_hand_rests_on_memory_and_stands_where_its_city_is()
    {
        var dhaka = Post("au-bd-dhaka");

        Assert.Equal(Confidence.Memory, dhaka.Basis);
        Assert.Equal(PostKind.Embassy, dhaka.Kind);
        Assert.NotNull(dhaka.Position);
    }

    [Theory]
    [InlineData("sd", "2023-04-21", "2023-04-22", null)]
    [InlineData("ua", "2022-02-11", "2022-02-12", "2022-06-01")]
    [InlineData("sy", "2012-02-05", "2012-02-06", "2025-01-01")]
    public void A_crisis_makes_every_post_of_the_country_unconfirmed_for_its_dates(string country, string before, string from, string? after)
    {
        var posts = Set.Posts.Where(p => p.Country.Value == country && p.Period.From is null).ToArray();

        Assert.NotEmpty(posts);
        Assert.All(posts, p => Assert.Equal(PostCondition.Open, p.ConditionOn(DateOnly.Parse(before))));
        Assert.All(posts, p => Assert.Equal(PostCondition.Unconfirmed, p.ConditionOn(DateOnly.Parse(from))));
        if (after is not null)
        {
            Assert.All(posts, p => Assert.Equal(PostCondition.Open, p.ConditionOn(DateOnly.Parse(after))));
        }
    }

    [Fact]
    public void Advice_alone_leaves_posts_open()
    {
        var posts = Set.Posts.Where(p => p.Country.Value == "il").ToArray();

        Assert.All(posts, p => Assert.Single(p.Notices));
        Assert.All(posts, p => Assert.Equal(PostCondition.Open, p.ConditionOn(new DateOnly(2024, 1, 1))));
    }

    [Fact]
    public void An_honorary_post_helps_persons_and_issues_no_document_by_default()
    {
        var honorary = Set.Posts.First(p => p.Kind is PostKind.Honorary);

        Assert.Contains("detention", honorary.Competence);
        Assert.DoesNotContain("emergency_travel_document", honorary.Competence);
        Assert.DoesNotContain("passport_renewal", honorary.Competence);
    }

    [Fact]
    public void All_seventeen_arrangements_are_there()
    {
        Assert.Equal(17, Set.Agreements.Length);
        Assert.Equal(27, Agreement("eu-2015-637").Assisting.Length);
        Assert.Equal(35, Agreement("ca-au-1986").Places.Length);
        Assert.Equal(
            ["crisis-ucpm", "eu-2023-930-proposal", "vccr-1963", "vcdr-1961-45-46"],
            Set.Agreements.Where(a => !a.GivesMandates).Select(a => a.Id));
        Assert.Equal(193, Agreement("iom").Assisted.Length);
    }

    [Fact]
    public void The_EU_document_is_issued_under_the_directive_of_2019_and_taken_in_under_that_of_2015()
    {
        Assert.Equal(Powers.Receive | Powers.Verify | Powers.Issue, PowersOf("eu-2019-997-etd", "emergency_travel_document"));
        Assert.Equal(Powers.Receive | Powers.Verify, PowersOf("eu-2015-637", "emergency_travel_document"));
        Assert.Equal((2, 3, 2), Clocks("eu-2019-997-etd"));
    }

    [Fact]
    public void Only_districts_of_Canada_and_Australia_have_a_reach()
    {
        var reaches = Agreement("ca-au-1986").Places.Where(p => p.WithinKm is not null).Select(p => p.City);

        Assert.Equal(["Denpasar", "Honolulu"], reaches.Order());
    }

    [Fact]
    public void The_catalogue_has_forty_five_services_named_in_eight_languages()
    {
        Assert.Equal(45, Set.Services.Length);
        Assert.All(Set.Services, s => Assert.Equal(["ar", "en", "es", "fr", "pt", "ru", "sw", "zh"], s.Names.Keys));
        Assert.True(Service("detention").NeedsPersonConsent);
        Assert.False(Service("detention").NeedsOwnState);
        Assert.True(Service("emergency_travel_document").NeedsOwnState);
    }

    [Fact]
    public void A_fee_of_a_group_is_a_fee_of_each_member_without_an_amount()
    {
        var fees = Set.Fees.Where(f => f.Variant.StartsWith("EU ETD", StringComparison.Ordinal)).ToArray();

        Assert.Equal(27, fees.Length);
        Assert.All(fees, f => Assert.Null(f.Amount));
    }

    [Fact]
    public void A_tariff_word_without_a_service_is_kept_and_said()
    {
        Assert.Contains(Set.Fees, f => f.Service == "voter_card");
        Assert.Contains(standard.Load.Faults, f => f is { Code: "policy.fee-without-service", File: "reference/fees.csv", Line: 30 });
    }

    private Tenant Tenant(string id) => Set.Tenants.Single(t => t.Id.Value == id);

    private Post Post(string id) => Set.Posts.Single(p => p.Id == id);

    private Agreement Agreement(string id) => Set.Agreements.Single(a => a.Id == id);

    private Service Service(string id) => Set.Services.Single(s => s.Id == id);

    private Powers PowersOf(string agreement, string service) => Agreement(agreement).Services.Single(s => s.Service == service).Powers;

    private (int?, int?, int?) Clocks(string agreement) =>
        Agreement(agreement).Consultation is var c ? (c.AskWithinDays, c.AnswerWithinDays, c.CompleteWithinDays) : default;
}
