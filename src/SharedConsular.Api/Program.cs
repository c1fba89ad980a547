using SharedConsular.Api;
using SharedConsular.Api.Access;
using SharedConsular.Api.Agreements;
using SharedConsular.Api.Audit;
using SharedConsular.Api.Boarding;
using SharedConsular.Api.Cases;
using SharedConsular.Api.Coverage;
using SharedConsular.Api.Crises;
using SharedConsular.Api.FeatureFlags;
using SharedConsular.Api.Follow;
using SharedConsular.Api.Handovers;
using SharedConsular.Api.Health;
using SharedConsular.Api.Households;
using SharedConsular.Api.Intake;
using SharedConsular.Api.KeptRequests;
using SharedConsular.Api.Keys;
using SharedConsular.Api.Limits;
using SharedConsular.Api.Lists;
using SharedConsular.Api.LocalSignIn;
using SharedConsular.Api.Matching;
using SharedConsular.Api.Messages;
using SharedConsular.Api.Movements;
using SharedConsular.Api.Notices;
using SharedConsular.Api.OpenApi;
using SharedConsular.Api.Outbox;
using SharedConsular.Api.Papers;
using SharedConsular.Api.Posts;
using SharedConsular.Api.Preparedness;
using SharedConsular.Api.Requests;
using SharedConsular.Api.Retention;
using SharedConsular.Api.Routing;
using SharedConsular.Api.ServiceAccounts;
using SharedConsular.Api.Services;
using SharedConsular.Api.Settlement;
using SharedConsular.Api.Staff;
using SharedConsular.Api.Start;
using SharedConsular.Api.Telemetry;
using SharedConsular.Api.Tenants;
using SharedConsular.Api.Tokens;
using SharedConsular.Api.Triage;
using SharedConsular.Api.Webhooks;
using SharedConsular.Consoles.Shared;
using SharedConsular.Policies;

// The settings that come with the product lie beside it, wherever it is started from.
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
var options = PlatformOptions.Read(builder.Configuration, builder.Environment.IsDevelopment());

// Reading the policies takes longer than putting the parts together, and needs none of them.
var policies = Task.Run(() => PolicyFiles.Load(options.PolicySources));
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddPlatform(options, builder.Configuration).AddHttp().AddInterfaceDescription().AddTelemetry(builder.Configuration).AddStart();
builder.AddPlacement(options);
builder.Services.AddConsoles();
var isLocalSignInOn = builder.Environment.IsDevelopment() || options.LocalSignIn;
builder.Services.AddMessages(options, builder.Configuration, builder.Environment.IsDevelopment());
builder.Services.AddWebhooks(options);
builder.Services.AddSignIn(options, isLocalSignInOn);
if (isLocalSignInOn)
{
    builder.Services.AddLocalSignIn(options);
}

builder.Services.AddFormKeys(); // After all that brings the framework's own keys along.

await using var app = builder.Build();
app.UseProxies(options);
app.UseSecurityHeaders();
app.UseConsoles();
app.UseExceptionHandler();
app.UseRouting();
app.UseRefusalsForEmptyAnswers();
app.UseAuthentication();
if (isLocalSignInOn)
{
    app.UseMiddleware<EndedLogins>();
}

app.UseServiceScopes();
app.UseMiddleware<FairUse>();
app.UseAuthorization();
app.UseOutputCache(); // Of pages that may be kept.

app.MapConsoles();
app.MapHealth();
app.MapOpenApi().AllowAnonymous();

var api = app.MapGroup("/v1").AddEndpointFilter<RefuseUnreadable>().AddEndpointFilter<OperationGate>();
api.MapRouting();
api.MapCoverage();
api.MapStates();
api.MapPosts();
api.MapAgreements();
api.MapServices();
api.MapCases();
api.MapPaperFiles();
api.MapHandovers();
api.MapLists();
api.MapNotices();
api.MapMessages();
api.MapOutbox();
api.MapFlags();
api.MapNode();
api.MapAccess();
api.MapStaff();
api.MapAudit();
api.MapErasure();
api.MapKeys();
api.MapFollow();
api.MapGuestRequests();
api.MapKeptRequests();
api.MapTenants();
api.MapServiceAccounts();
api.MapWebhooks();
api.MapCrises();
api.MapSituation();
api.MapHouseholds();
api.MapPeople();
api.MapIntake();
api.MapSponsors();
api.MapHostLists();
api.MapMatches();
api.MapTriage();
api.MapMovements();
api.MapPlans();
api.MapBoarding();
api.MapStatement();
api.MapContingencyPlans();
api.MapAfterAction();
if (isLocalSignInOn)
{
    api.MapSignIn();
    api.MapOneTimeCodes();
    api.MapLogins();
}

if (app.Environment.IsDevelopment())
{
    api.MapTokens();
}

return await app.PrepareAndRun(policies);
