using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SharedConsular.Contracts;
using static SharedConsular.Api.Tests.Examples;

namespace SharedConsular.Api.Tests;

/// <summary>Each tenant signs its own people in. A token of one issuer never speaks for another tenant.</summary>
public sealed class FederationTests
{
    [Fact]
    public async Task The_issuer_gives_the_tenant_and_the_groups_give_the_role()
    {
        await using var server = await PlatformServer.Start();
        await using var estonia = await SignInService.Start("k1");
        await server.PlatformOperator().Applied("ee", estonia.Folder("ee").Request);

        // What a token says about its tenant and role is not read.
        var officer = new Impostor(server, estonia.Sign("mari", ["desk"], tenant: "de", role: "administrator"));
        var germans = await server.Person("ee", UniqueUser()).OpenCase(Application());
        (await officer.Post($"/v1/cases/{germans.Reference}/acceptance", null)).Refused(HttpStatusCode.Forbidden);
        Assert.Equal(germans.Reference, (await officer.Get($"/v1/cases/{germans.Reference}")).Case.Reference);
        (await officer.Apply("ee", estonia.Folder("ee").Request)).Refused(HttpStatusCode.Forbidden, "caller.not-for-this-role");
        (await officer.Apply("de", estonia.Folder("de", "x").Request)).Refused(HttpStatusCode.NotFound, "tenant.not-found");

        var admin = new Impostor(server, estonia.Sign("jaan", ["other", "admins", "desk"]));
        Assert.Equal(1, (await admin.Applied("ee", estonia.Folder("ee").Request)).Version);
        var national = new Impostor(server, estonia.Sign("kadri", []));
        var own = (await national.Post("/v1/cases", Application(), Guid.NewGuid().ToString("N"))).Case;
        Assert.Equal(own.Reference, (await new Impostor(server, estonia.Sign("kadri", [])).Get($"/v1/cases/{own.Reference}")).Case.Reference);
        (await new Impostor(server, estonia.Sign("other", [])).Get($"/v1/cases/{own.Reference}")).Refused(HttpStatusCode.NotFound);

        // The login of a tenant's own service is not that of the installation's, though the subject is the same.
        (await server.Person("ee", "kadri").Show(own.Reference)).Refused(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_token_that_is_not_all_it_must_be_is_no_token()
    {
        await using var server = await PlatformServer.Start();
        await using var estonia = await SignInService.Start("k1");
        await using var stranger = await SignInService.Start("k1");
        await server.PlatformOperator().Applied("ee", estonia.Folder("ee").Request);

        Assert.Equal(HttpStatusCode.OK, (await new Impostor(server, estonia.Sign("mari", ["desk"])).Get("/v1/cases")).Status);
        foreach (var token in new[]
        {
            stranger.Sign("mari", ["desk"]), stranger.Sign("mari", ["desk"], issuer: estonia.Issuer), estonia.Sign("mari", ["desk"], audience: "another"),
            estonia.Sign("mari", ["desk"], expires: TimeSpan.FromMinutes(-2)), estonia.Sign("mari", ["desk"], notBefore: TimeSpan.FromMinutes(2)),
            estonia.Sign("mari", ["desk"], issuer: estonia.Issuer + "/"), estonia.Sign("", ["desk"]), estonia.Sign("a b", ["desk"]),
            estonia.Sign(new string('x', 200), ["desk"]), estonia.Sign("mari", ["desk"], issuer: "urn:sharedconsular:local-issuer"),
            estonia.Sign("mari", ["desk"], byRsa: true),
        })
        {
            (await new Impostor(server, token).Get("/v1/cases")).Refused(HttpStatusCode.Unauthorized, "caller.not-signed-in");
        }
    }

    [Fact]
    public async Task Two_tenants_share_an_issuer_only_with_audiences_of_their_own()
    {
        await using var server = await PlatformServer.Start();
        await using var shared = await SignInService.Start("k1");
        var ops = server.PlatformOperator();
        await ops.Applied("ee", shared.Folder("ee", "for-ee").Request);

        (await ops.Apply("lv", shared.Folder("lv", "for-ee").Request)).Refused(HttpStatusCode.Conflict, "tenant.issuer-taken");
        (await ops.Plan("lv", shared.Folder("lv", "for-ee").Request)).Refused(HttpStatusCode.Conflict, "tenant.issuer-taken");
        await ops.Applied("lv", shared.Folder("lv", "for-lv").Request);

        var latvian = new Impostor(server, shared.Sign("x", ["admins"], audience: "for-lv"));
        Assert.Equal(1, (await latvian.Applied("lv", shared.Folder("lv", "for-lv").Request)).Version);
        (await latvian.Apply("ee", shared.Folder("ee", "for-ee").Request)).Refused(HttpStatusCode.NotFound, "tenant.not-found");
    }

    [Fact]
    public async Task A_group_that_counts_at_one_service_of_a_state_gives_no_role_at_its_other()
    {
        await using var server = await PlatformServer.Start();
        await using var embassies = await SignInService.Start("k1");
        await using var hospitals = await SignInService.Start("k1");
        var folder = embassies.Folder("ee").Request
            .Replacing("signin.yaml", "for_nationals: true}", $$"""
                for_nationals: true}
                  - {id: second, issuer: "{{hospitals.Issuer}}", audience: sharedconsular, algorithms: [ES256], for_nationals: false}
                """)
            .Replacing("staff.yaml", "role: officer}", "role: officer, issuer: main}");
        await server.PlatformOperator().Applied("ee", folder);

        Assert.Equal(HttpStatusCode.OK, (await new Impostor(server, embassies.Sign("mari", ["desk"])).Get("/v1/cases")).Status);
        (await new Impostor(server, hospitals.Sign("mari", ["desk"])).Get("/v1/cases")).Refused(HttpStatusCode.Forbidden, "caller.token-without-party");
        Assert.Equal(HttpStatusCode.OK, (await new Impostor(server, hospitals.Sign("jaan", ["admins"])).Get("/v1/tenants/ee/versions")).Status);
    }

    [Fact]
    public async Task A_withdrawn_issuer_stops_at_once()
    {
        await using var server = await PlatformServer.Start();
        await using var before = await SignInService.Start("k1");
        await using var after = await SignInService.Start("k1");
        await server.PlatformOperator().Applied("ee", before.Folder("ee").Request);
        var officer = new Impostor(server, before.Sign("mari", ["desk"]));
        Assert.Equal(HttpStatusCode.OK, (await officer.Get("/v1/cases")).Status);
        Assert.Equal(HttpStatusCode.OK, (await officer.Get("/v1/cases")).Status);

        await new Impostor(server, before.Sign("jaan", ["admins"])).Applied("ee", after.Folder("ee").Request with { LockOutAccepted = true });

        (await officer.Get("/v1/cases")).Refused(HttpStatusCode.Unauthorized, "caller.not-signed-in");
        Assert.Equal(HttpStatusCode.OK, (await new Impostor(server, after.Sign("mari", ["desk"])).Get("/v1/cases")).Status);
    }

    [Fact]
    public async Task An_administrator_shuts_the_door_behind_themselves_only_when_they_say_so()
    {
        await using var server = await PlatformServer.Start();
        await using var real = await SignInService.Start("k1");
        await using var wrong = await SignInService.Start("k1");
        var (ops, jaan) = (server.PlatformOperator(), new Impostor(server, real.Sign("jaan", ["admins"])));
        await ops.Applied("ee", real.Folder("ee").Request);
        var good = real.Folder("ee").Request;
        foreach (var folder in new[]
        {
            wrong.Folder("ee").Request, real.Folder("ee", "another").Request, good.Replacing("staff.yaml", "group: admins", "group: chiefs"),
            good.Replacing("signin.yaml", "[ES256]", "[RS256]"), good.Replacing("signin.yaml", "for_nationals", "groups_claim: roles, for_nationals"),
            good.Replacing("signin.yaml", "for_nationals", "subject_claim: pid, for_nationals"),
        })
        {
            Assert.Contains("tenant.locks-you-out", Assert.Single((await jaan.Plan("ee", folder)).Read<TenantPlanResponse>().Warnings), StringComparison.Ordinal);
            (await jaan.Apply("ee", folder)).Refused(HttpStatusCode.Conflict, "tenant.locks-you-out");
        }

        Assert.Equal(2, (await jaan.Applied("ee", good.Replacing("staff.yaml", "group: desk", "group: counter"))).Version);
        Assert.Equal(3, (await jaan.Applied("ee", wrong.Folder("ee").Request with { LockOutAccepted = true })).Version);
        (await jaan.Get("/v1/cases")).Refused(HttpStatusCode.Unauthorized);

        (await ops.Apply("ee", good)).Refused(HttpStatusCode.Forbidden, "caller.not-for-this-role");
        (await ops.Post("/v1/tenants/ee/versions/back", new PutBackTenantRequest(1))).Refused(HttpStatusCode.Forbidden, "tenant.has-administrator");
        Assert.Equal(4, (await ops.Post("/v1/tenants/ee/versions/back", new PutBackTenantRequest(2))).Read<TenantPlanResponse>().Version);
        var newest = (await jaan.Get("/v1/tenants/ee/versions")).Read<Page<TenantVersionResponse>>().Items[0];
        Assert.Equal((2, "ops-1"), (newest.PutBack, newest.By));
    }

    [Fact]
    public async Task The_issuer_of_the_installation_speaks_for_no_state_that_signs_its_people_in_itself()
    {
        using var certificate = CertificateOfLocalhost();
        await using var house = await SignInService.Start(certificate, "h1");
        await using var estonia = await SignInService.Start("k1");
        var trusted = Path.GetTempFileName();
        await File.WriteAllTextAsync(trusted, certificate.ExportCertificatePem(), PlatformServer.Stop);
        await using var server = await PlatformServer.Start(("SignIn__Authority", house.Issuer), ("SSL_CERT_FILE", trusted));
        var estonian = new Impostor(server, house.Sign("mari", [], key: "h1", tenant: "ee", role: "officer"));
        var french = new Impostor(server, house.Sign("luc", [], key: "h1", tenant: "fr", role: "officer"));
        Assert.Equal(HttpStatusCode.OK, (await estonian.Get("/v1/cases")).Status);

        await server.PlatformOperator().Applied("ee", estonia.Folder("ee").Request);

        (await estonian.Get("/v1/cases")).Refused(HttpStatusCode.Unauthorized, "caller.not-signed-in");
        (await new Impostor(server, house.Sign("mari-2", [], key: "h1", tenant: "ee", role: "officer")).Get("/v1/cases"))
            .Refused(HttpStatusCode.Unauthorized, "caller.not-signed-in");
        Assert.Equal(HttpStatusCode.OK, (await french.Get("/v1/cases")).Status);
        Assert.Equal(HttpStatusCode.OK, (await new Impostor(server, estonia.Sign("mari", ["desk"])).Get("/v1/cases")).Status);
        (await server.PlatformOperator().Apply("lv", house.Folder("lv").Request)).Refused(HttpStatusCode.Conflict, "tenant.issuer-taken");
        File.Delete(trusted);
    }

    [Fact]
    public async Task A_group_that_loses_its_role_stops_at_once()
    {
        await using var server = await PlatformServer.Start();
        await using var estonia = await SignInService.Start("k1");
        var folder = estonia.Folder("ee").Request;
        await server.PlatformOperator().Applied("ee", folder);
        var officer = new Impostor(server, estonia.Sign("mari", ["desk"]));
        Assert.Equal(HttpStatusCode.OK, (await officer.Get("/v1/notices")).Status);

        await new Impostor(server, estonia.Sign("jaan", ["admins"])).Applied("ee", folder.Replacing("staff.yaml", "group: desk", "group: counter"));

        (await officer.Get("/v1/notices")).Refused(HttpStatusCode.Forbidden, "caller.not-for-this-role");
    }

    [Fact]
    public async Task An_issuer_that_does_not_answer_opens_nothing()
    {
        await using var server = await PlatformServer.Start();
        await using var estonia = await SignInService.Start("k1");
        await server.PlatformOperator().Applied("ee", estonia.Folder("ee").Request);
        estonia.IsUp = false;

        var officer = new Impostor(server, estonia.Sign("mari", ["desk"]));
        (await officer.Get("/v1/cases")).Refused(HttpStatusCode.ServiceUnavailable, "caller.sign-in-unreachable");
        Assert.Equal(HttpStatusCode.OK, (await officer.Ask(LostPassport)).Status);
        Assert.DoesNotContain("mari", server.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Strange_key_names_do_not_make_the_platform_ask_again_and_again()
    {
        await using var server = await PlatformServer.Start();
        await using var estonia = await SignInService.Start("k1");
        await server.PlatformOperator().Applied("ee", estonia.Folder("ee").Request);
        Assert.Equal(HttpStatusCode.OK, (await new Impostor(server, estonia.Sign("mari", ["desk"])).Get("/v1/cases")).Status);
        var asked = estonia.Asked;

        for (var i = 0; i < 20; i++)
        {
            var token = estonia.Sign("mari", ["desk"], key: $"strange-{i}");
            estonia.RemoveKey($"strange-{i}");
            (await new Impostor(server, token).Get("/v1/cases")).Refused(HttpStatusCode.Unauthorized);
        }

        Assert.Equal(asked, estonia.Asked);
    }

    private static X509Certificate2 CertificateOfLocalhost()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));

        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }
}
