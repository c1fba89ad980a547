using System.Net;
using SharedConsular.Contracts;
using static SharedConsular.Api.Tests.CrisisExamples;

namespace SharedConsular.Api.Tests;

/// <summary>Registering by a file and by a text message, and what a crowd is told.</summary>
public sealed class IntakeTests(SharedPlatform platform)
{
    private const string Csv = """
        household,name,birth date,nationality,document,contact,assembly,minor
        1,"Doe, Jane",1980-05-06,gb,P1234567,+44 7700 900001,Port Sudan,
        1,Jim Doe,2016-01-02,gb,,,,yes
        2,Ravi Kumar,1975-11-30,in fr,,,Port Sudan,
        3,Nobody Knows,1975-13-30,in,,,,
        4,Zoe Zed,1990-01-02,zz,,,,
        """;

    private const string Hxl = """
        Given,Family,Born,Country
        #beneficiary+name+given,#beneficiary+family+name,#date+birth,#country+nationality
        Ines,Costa,1991-02-03,fr
        """;

    private const string Pfif = """
        <?xml version="1.0"?>
        <pfif:pfif xmlns:pfif="http://zesty.ca/pfif/1.4"><pfif:person><pfif:person_record_id>a/1</pfif:person_record_id>
        <pfif:full_name>Karl Koch</pfif:full_name><pfif:date_of_birth>1988-09-10</pfif:date_of_birth><pfif:home_country>FR</pfif:home_country>
        </pfif:person></pfif:pfif>
        """;

    private const string Outside = """
        <?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>
        <pfif xmlns="http://zesty.ca/pfif/1.4"><person><full_name>&e;</full_name></person></pfif>
        """;

    private readonly PlatformServer _server = platform.Server;

    [Fact]
    public async Task A_file_registers_whom_it_can_and_says_of_the_others_in_which_line_and_why()
    {
        var crisis = await _server.DeclareCrisis();

        var answer = await Import(crisis, "csv", Csv);

        Assert.Equal((5, 2, 0, 2), (answer.Rows, answer.Registered, answer.KnownAlready, answer.Refused));
        Assert.Equal([2, 4, 5, 6], answer.Households.Select(h => h.Line));
        Assert.Equal(("refused", "request.faulty", "not-a-day"), Of(answer.Households[2]));
        Assert.Equal(("refused", "request.faulty", "unknown-state"), Of(answer.Households[3]));
        var doe = (await _server.Cell("gb").Get($"/v1/households/{answer.Households[0].Reference}")).Read<HouseholdResponse>();
        Assert.Equal(("Doe, Jane", 1, "sponsor"), (doe.Members[0].Names[0].Text, doe.Members[1].Adult, doe.Through));

        static (string, string?, string?) Of(ImportedHouseholdResponse household) => (household.Outcome, household.Code, household.Errors?[0].Code);
    }

    [Fact]
    public async Task The_same_file_twice_registers_nobody_twice()
    {
        var crisis = await _server.DeclareCrisis();

        var (first, second) = (await Import(crisis, "csv", Csv), await Import(crisis, "csv", Csv));

        Assert.Equal((0, 2), (second.Registered, second.KnownAlready));
        Assert.Equal(first.Households.Select(h => h.Reference), second.Households.Select(h => h.Reference));
        Assert.Equal(3, (await _server.Cell("gb").Get($"/v1/crises/{crisis}/situation")).Read<SituationResponse>().Persons);
    }

    [Fact]
    public async Task Who_sends_a_file_is_handed_the_secrets_of_those_whom_nobody_writes_to_and_the_same_ones_again()
    {
        var crisis = await _server.DeclareCrisis();
        var (first, second) = (await Import(crisis, "csv", Csv), await Import(crisis, "csv", Csv));
        var doe = first.Households[0];

        Assert.Equal(doe.Secret, second.Households[0].Secret);
        Assert.NotEqual(doe.Secret, first.Households[1].Secret);
        Assert.Null(first.Households[2].Secret);
        var status = await _server.Anybody().Post("/v1/households/status", new HouseholdStatusRequest(doe.Reference, doe.Secret));
        Assert.Equal(2, status.Read<HouseholdStatusResponse>().Members.Count);
        Assert.Null((await Import(crisis, "csv", Csv, _server.Officer("gb"))).Households[0].Secret);
    }

    [Fact]
    public async Task A_household_is_written_to_in_the_language_it_names_or_filled_the_form_in()
    {
        var crisis = await _server.DeclareCrisis();
        var form = Family(null, ("Luc Petit", "1980-02-03", "gb"));
        Assert.Equal("fr", await Language(form, "fr-CA, en;q=0.5"));
        Assert.Equal("ar", await Language(form with { Language = "ar" }, "fr"));
        Assert.Null(await Language(form, null));
        (await _server.Anybody().Post($"/v1/crises/{crisis}/households", form with { Language = "xx" }, "any-key-1"))
            .Refused(HttpStatusCode.UnprocessableEntity, "request.faulty");

        async Task<string?> Language(RegisterHouseholdRequest request, string? accepts)
        {
            var reply = await _server.Anybody().Post($"/v1/crises/{crisis}/households", request, Guid.NewGuid().ToString("N"), language: accepts);

            return (await _server.Officer("gb").Get($"/v1/households/{reply.Read<HouseholdReceiptResponse>().Reference}")).Read<HouseholdResponse>().Language;
        }
    }

    [Theory]
    [InlineData("hxl", Hxl, "Ines Costa")]
    [InlineData("pfif", Pfif, "Karl Koch")]
    public async Task Other_formats_are_read_as_well(string format, string content, string name)
    {
        var crisis = await _server.DeclareCrisis();

        var answer = await Import(crisis, format, content);

        Assert.Equal(1, answer.Registered);
        var seen = (await _server.Officer("fr").Get($"/v1/households/{answer.Households[0].Reference}")).Read<HouseholdResponse>();
        Assert.Equal(name, seen.Members[0].Names[0].Text);
    }

    [Theory]
    [InlineData("pfif", Outside)]
    [InlineData("pfif", "no xml")]
    [InlineData("csv", "colour,size\nred,2")]
    [InlineData("xls", "name\nAnn")]
    [InlineData("csv", "")]
    public async Task What_is_no_such_file_is_refused_whole(string format, string content)
    {
        var crisis = await _server.DeclareCrisis();

        (await _server.Cell("gb").Post($"/v1/crises/{crisis}/imports", new ImportHouseholdsRequest(format, content)))
            .Refused(HttpStatusCode.UnprocessableEntity, "request.faulty");
    }

    [Fact]
    public async Task A_file_of_more_people_than_it_may_hold_is_refused_whole_and_nobody_anonymous_sends_one()
    {
        var crisis = await _server.DeclareCrisis();
        var large = "name,nationality\n" + string.Concat(Enumerable.Range(0, 2_001).Select(i => $"Person {i},gb\n"));

        (await _server.Cell("gb").Post($"/v1/crises/{crisis}/imports", new ImportHouseholdsRequest("csv", large))).Refused(HttpStatusCode.UnprocessableEntity);
        (await _server.Anybody().Post($"/v1/crises/{crisis}/imports", new ImportHouseholdsRequest("csv", Csv))).Refused(HttpStatusCode.Unauthorized);
        Assert.Equal(0, (await _server.Cell("gb").Get($"/v1/crises/{crisis}/situation")).Read<SituationResponse>().Persons);
    }

    [Fact]
    public async Task A_text_message_registers_a_household_and_is_answered_in_one()
    {
        var crisis = await _server.DeclareCrisis();

        var text = new RegisterTextRequest("GB Smith John 1980 +2 Port Sudan", "+44 7700 900002");
        var receipt = (await _server.Anybody().Post($"/v1/crises/{crisis}/texts", text, "text-1" + crisis)).Read<TextReceiptResponse>();

        Assert.InRange(receipt.Text.Length, 20, 160);
        Assert.StartsWith(receipt.Reference, receipt.Text, StringComparison.Ordinal);
        var seen = (await _server.Cell("gb").Get($"/v1/households/{receipt.Reference}")).Read<HouseholdResponse>();
        Assert.Equal(("Smith John", 3, "Port Sudan", "text_message"), (seen.Members[0].Names[0].Text, seen.Members.Count, seen.Whereabouts, seen.Through));
        var secret = receipt.Text.Split(' ')[1];
        (await _server.Anybody().Post("/v1/households/status", new HouseholdStatusRequest(receipt.Reference, secret))).Read<HouseholdStatusResponse>();
    }

    [Theory]
    [InlineData("help me")]
    [InlineData("ZZ Smith John")]
    [InlineData("GB 1980 +2")]
    [InlineData("GB Smith +99")]
    public async Task A_text_that_is_not_written_so_is_told_how(string text)
    {
        var crisis = await _server.DeclareCrisis();

        (await _server.Anybody().Post($"/v1/crises/{crisis}/texts", new RegisterTextRequest(text), "text-2" + crisis))
            .Refused(HttpStatusCode.UnprocessableEntity, "text.not-written-so");
    }

    [Fact]
    public async Task A_crowd_is_told_when_to_come_again_with_a_ticket_and_status_is_still_answered()
    {
        await using var server = await PlatformServer.Start(("Limits__IntakeAtOnce", "1"), ("Limits__AnonymousRequestsPerMinute", "100"));
        var crisis = await server.DeclareCrisis();
        var known = await server.Register(crisis, Family(null, ("First Comer", "1980-01-02", "gb")));

        var replies = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => server.Anybody().Post(
            $"/v1/crises/{crisis}/households", Family(null, ($"Number {i}", "1980-01-02", "gb")), $"crowd-{i}")));

        var turnedAway = replies.Where(r => !r.IsSuccess).ToList();
        Assert.NotEmpty(turnedAway);
        Assert.All(turnedAway, r =>
        {
            r.Refused(HttpStatusCode.ServiceUnavailable, "intake.busy");
            Assert.InRange(int.Parse(r.Headers["Retry-After"], System.Globalization.CultureInfo.InvariantCulture), 1, 15);
            Assert.Contains('.', r.Headers["Waiting-Room"]);
        });

        // More than an address may otherwise ask in a minute, and nothing of it was counted against the status.
        Assert.Equal("registered", (await server.StatusOf(known)).Members[0].Disposition);
        Assert.Equal(1 + replies.Count(r => r.IsSuccess), (await server.Cell("gb").Get($"/v1/crises/{crisis}/situation")).Read<SituationResponse>().Households);
    }

    private async Task<ImportResponse> Import(string crisis, string format, string content, Officer? by = null) =>
        (await (by ?? _server.Cell("gb")).Post($"/v1/crises/{crisis}/imports", new ImportHouseholdsRequest(format, content))).Read<ImportResponse>();
}
