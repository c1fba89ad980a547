namespace SharedConsular.Contracts;

/// <summary>Somebody read data of a person; which data, and nothing of what it was.</summary>
/// <param name="Case">The reference of the case or household.</param>
/// <param name="Party">The reader's party.</param>
/// <param name="Role">The reader's role; not told to a person who fears a state.</param>
/// <param name="User">The officer's login; not told to the person herself, and never a person's.</param>
/// <param name="Rule">The rule that allowed it.</param>
/// <param name="Purpose">What for.</param>
/// <param name="Agreement">The instrument the reader's party acted under.</param>
/// <param name="Via"><c>get</c>, <c>list</c>, <c>search</c>, <c>export</c>, <c>follow</c> or <c>command_answer</c>.</param>
public sealed record ReadResponse(
    string Case, string Party, string? Role, string? User, string? Rule, string Purpose, string? Agreement, IReadOnlyList<string> Fields, string Via,
    DateTimeOffset At);

/// <summary>A block of a tenant's sealed record.</summary>
/// <param name="Hash">What to keep elsewhere.</param>
/// <param name="Previous">The hash of the block before.</param>
/// <param name="Root">The Merkle root over its leaves.</param>
public sealed record AuditBlockResponse(long Number, string Hash, string Previous, string Root, int Events, int Reads, DateTimeOffset SealedAt);

/// <param name="PublicKey">The key the blocks are signed with (SubjectPublicKeyInfo), hexadecimal.</param>
/// <param name="Items">The blocks, newest first.</param>
public sealed record AuditBlocksResponse(string Tenant, string PublicKey, IReadOnlyList<AuditBlockResponse> Items, string? Next);
