using System.Collections.Immutable;
using SharedConsular.Logins;
using static SharedConsular.Tests.Routing.WorldExamples;

namespace SharedConsular.Tests.Logins;

/// <summary>Logins in every situation, with codes one can read.</summary>
internal static class LoginExamples
{
    public static readonly DateTimeOffset Now = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);
    public static readonly string EnrolmentHash = LoginCode.HashOf("ENROLMENT");
    public static readonly ImmutableArray<string> RecoveryHashes = [LoginCode.HashOf("ONE"), LoginCode.HashOf("TWO")];
    public static readonly ImmutableArray<string> NewHashes = [LoginCode.HashOf("THREE")];
    public static readonly Passkey Phone = new("phone", "key-1", 5, IsBackupEligible: false, IsBackedUp: false, Now);
    public static readonly Passkey Laptop = new("laptop", "key-2", 0, IsBackupEligible: true, IsBackedUp: true, Now);
    public static readonly Caller Administrator = new(Ee, new UserId("administrator"), Role.Administrator);
    public static readonly Caller Mari = new(Ee, new UserId("mari"), Role.Officer);

    public static readonly LoginInvited Invited = new("mari", Role.Officer, EnrolmentHash, Now + InviteLogin.CodeLifetime, Now);
    public static readonly ImmutableArray<LoginEvent> Enrolled = [Invited, new PasskeyRegistered(Phone), new RecoveryCodesMade(RecoveryHashes, Now)];
    public static readonly ImmutableArray<LoginEvent> SignedUp =
        [new NationalSignedUp("n1", Now), new PasskeyRegistered(Phone), new RecoveryCodesMade(RecoveryHashes, Now)];

    public static readonly LoginClosed Closed = new(Now);

    /// <summary>One of each event, with everything said.</summary>
    public static ImmutableArray<LoginEvent> All { get; } =
    [
        Invited, new EnrolmentRenewed(EnrolmentHash, Now + InviteLogin.CodeLifetime, Now), new NationalSignedUp("n1", Now),
        new PasskeyRegistered(Phone with { UsedAt = Now }), new PasskeyUsed("phone", 6, IsBackedUp: true, Now), new PasskeyRemoved("phone", Now),
        new RecoveryCodesMade(RecoveryHashes, Now), new RecoveryCodeUsed(RecoveryHashes[0], Now), Closed,
    ];

    public static EntitySpec<Login, LoginCommand, LoginEvent> Spec(Caller caller) => new(Login.Type, caller, Now);
}
