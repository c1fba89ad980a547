using System.Collections.Immutable;
using SharedConsular.Agreements;
using SharedConsular.Posts;
using SharedConsular.Routing;
using SharedConsular.Tenants;

namespace SharedConsular.Policies;

/// <summary>A case beside a policy file: given facts and the answer its authors expect of the router.</summary>
public sealed record PolicyTest(string Name, string File, int Line, PolicyTestGiven Given, PolicyTestExpectation Expect);

/// <param name="Service">Of the catalogue.</param>
/// <param name="Register">What stands in the agreement register beside the instruments: notices, objections, mandates.</param>
/// <param name="Posts">Posts beside those of the reference data, such as a shared centre.</param>
public sealed record PolicyTestGiven(
    ImmutableArray<Nationality> Nationalities,
    TenantId In,
    string Service,
    DateOnly On,
    Urgency Urgency,
    Position? Near,
    TenantId? FamilyOf,
    TenantId? RecognisedBy,
    bool FearsOwnState,
    bool PersonObjects,
    bool HelpCompromisedByRedirect,
    ImmutableArray<RegisteredGate> Register,
    ImmutableArray<Post> Posts);

/// <summary>An entry of the agreement register, for one version of an agreement.</summary>
public sealed record RegisteredGate(string Agreement, GateRecord Gate);

/// <summary>What must be in the answer. What is not named is free.</summary>
/// <param name="First">The option ranked first.</param>
/// <param name="Options">Options that are offered, in any order.</param>
/// <param name="NotOffered">Parties of which no post is offered.</param>
/// <param name="Rejected">Parties that are rejected, each with the code.</param>
/// <param name="Basis">Instruments that the first option stands on, by id, without a version.</param>
/// <param name="Obligations">Codes of obligations of the first option.</param>
/// <param name="Preference">The rule that placed the first option.</param>
public sealed record PolicyTestExpectation(
    RoutingOutcome Outcome,
    ExpectedOption? First,
    ImmutableArray<ExpectedOption> Options,
    ImmutableArray<TenantId> NotOffered,
    ImmutableArray<ExpectedRejection> Rejected,
    ImmutableArray<string> Basis,
    ImmutableArray<string> Obligations,
    string? Preference);

/// <summary>Null means any.</summary>
public sealed record ExpectedOption(TenantId? Party, RouteKind? Kind, string? Agreement, TenantId? ActsFor, bool? Completes);

public sealed record ExpectedRejection(TenantId Party, string Code);
