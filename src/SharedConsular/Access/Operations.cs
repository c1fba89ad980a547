using System.Collections.Immutable;

namespace SharedConsular.Access;

/// <summary>What a caller may do that concerns no single case, by the names that rules and the interface description use.</summary>
public static class Operations
{
    public const string ListCases = "list-cases";
    public const string SearchCases = "search-cases";
    public const string ReadNotices = "read-notices";
    public const string ReadReviews = "read-reviews";

    /// <summary>Who looked at one case; of which case, and how much of it, is the case's to say.</summary>
    public const string ReadCaseRecord = "read-case-record";

    /// <summary>What every party may know of every other: posts, services, agreements, who a party is.</summary>
    public const string ReadRegister = "read-register";
    public const string KeepPosts = "keep-posts";
    public const string KeepServices = "keep-services";
    public const string KeepAgreements = "keep-agreements";
    public const string ReadStaff = "read-staff";
    public const string KeepStaff = "keep-staff";
    public const string ReadLogins = "read-logins";
    public const string KeepLogins = "keep-logins";

    /// <summary>The passkeys of one's own login.</summary>
    public const string KeepOwnPasskeys = "keep-own-passkeys";
    public const string ReadServiceAccounts = "read-service-accounts";
    public const string KeepServiceAccounts = "keep-service-accounts";

    /// <summary>The addresses of a party's own systems that are told of its cases.</summary>
    public const string ReadWebhooks = "read-webhooks";
    public const string KeepWebhooks = "keep-webhooks";
    public const string ReadAudit = "read-audit";
    public const string RotateKeys = "rotate-keys";
    public const string ReadFolder = "read-folder";
    public const string ApplyFolder = "apply-folder";

    /// <summary>An older version of the folder in force again; for who runs the platform, the way back in of a party that locked itself out.</summary>
    public const string PutBackFolder = "put-back-folder";
    public const string RotateRoot = "rotate-root";

    /// <summary>What holds in a crisis, its numbers and its departures; nobody is named there.</summary>
    public const string ReadCrises = "read-crises";

    /// <summary>To decide for a party in a crisis: declare, lead, plan, put a departure at its disposal.</summary>
    public const string RunCrises = "run-crises";

    /// <summary>To work in one: at gates, on arrival, on the register.</summary>
    public const string WorkCrises = "work-crises";

    /// <summary>The households of a crisis, as a list and one by one.</summary>
    public const string FindHouseholds = "find-households";

    /// <summary>What movements cost, and who owes what to whom.</summary>
    public const string ReadAccounts = "read-accounts";

    /// <summary>Contingency plans, drills and what was learnt.</summary>
    public const string KeepPreparedness = "keep-preparedness";

    /// <summary>What waits to be delivered and what was given up, without a word of it.</summary>
    public const string ReadOutbox = "read-outbox";
    public const string KeepOutbox = "keep-outbox";

    /// <summary>What is turned off, for all and for the own party.</summary>
    public const string ReadFlags = "read-flags";
    public const string KeepFlags = "keep-flags";

    /// <summary>How a node of the installation is.</summary>
    public const string ReadNodes = "read-nodes";

    /// <summary>To have a node drain.</summary>
    public const string KeepNodes = "keep-nodes";

    /// <summary>The platform, for a party: to write to its households in a crisis.</summary>
    public const string WriteToHouseholds = "write-to-households";

    public static ImmutableArray<string> All { get; } =
    [
        ListCases, SearchCases, ReadNotices, ReadReviews, ReadCaseRecord, ReadRegister, KeepPosts, KeepServices, KeepAgreements, ReadStaff, KeepStaff,
        ReadLogins, KeepLogins, KeepOwnPasskeys, ReadServiceAccounts, KeepServiceAccounts, ReadAudit, RotateKeys, ReadFolder, ApplyFolder,
        PutBackFolder, RotateRoot, ReadCrises, RunCrises, WorkCrises, FindHouseholds,
        ReadAccounts, KeepPreparedness, ReadOutbox, KeepOutbox, ReadFlags, KeepFlags, ReadNodes, KeepNodes,
        WriteToHouseholds, ReadWebhooks, KeepWebhooks,
    ];

    /// <summary>What nobody does who signs in.</summary>
    internal static ImmutableArray<string> OfThePlatform { get; } = [WriteToHouseholds];

    /// <summary>What shows or names persons: of cases, and of a party's own staff.</summary>
    internal static ImmutableArray<string> OfPersons { get; } =
        [ListCases, SearchCases, ReadNotices, ReadReviews, ReadCaseRecord, ReadStaff, KeepStaff, ReadLogins, KeepLogins, FindHouseholds];
}

/// <summary>What the tenant that an operation concerns is to the caller.</summary>
public enum TenantRelation
{
    Own,
    Other,

    /// <summary>Another, which nobody can sign in to as its administrator: who runs the platform sets it up.</summary>
    Unmanaged,
}
