namespace SharedConsular.Audit;

/// <summary>
/// One thing that a block proves. It names keys and references and holds no personal data: of an event's body only the hash.
/// </summary>
/// <param name="Position">Its place among all events, or all reads, of the installation.</param>
/// <param name="Salt">
/// Keeps the hash of a leaf from being guessed, where it is shown without its content. A secret of the installation until
/// the content is shown.
/// </param>
public abstract record AuditLeaf(long Position, string Salt)
{
    /// <summary>The leaf's hash in the tree, 32 bytes.</summary>
    public byte[] Hash() => MerkleTree.HashOfLeaf(Encode());

    protected abstract byte[] Encode();
}

/// <summary>An event as it was stored.</summary>
/// <param name="Version">Its place in the stream of its entity, from 1.</param>
/// <param name="Name">The stored name of what happened.</param>
/// <param name="By">The party whose login caused it.</param>
/// <param name="User">The officer's login; of a person only a word that can't be led back to her.</param>
/// <param name="Body">SHA-256 of the stored bytes; sealing and later erasure don't change them.</param>
public sealed record EventLeaf(
    long Position, string Type, string Id, long Version, string Name, DateTimeOffset At, string By, string User, string Body, string Salt)
    : AuditLeaf(Position, Salt)
{
    private const string Kind = "shared-consular/audit/event/1";

    protected override byte[] Encode() => new CanonicalBytes(Kind)
        .Number(Position).Text(Type).Text(Id).Number(Version).Text(Name).Time(At).Text(By).Text(User).Text(Body).Text(Salt).ToArray();
}

/// <summary>A read of a person's data: who, by which rule, for what, under which agreement, and which fields.</summary>
public sealed record ReadLeaf(
    long Position, string Type, string Id, string By, string User, string Role, string Rule, string Purpose, string Fields,
    string Via, DateTimeOffset At, string Salt, string? Agreement = null)
    : AuditLeaf(Position, Salt)
{
    private const string Kind = "shared-consular/audit/read/1";

    protected override byte[] Encode() => new CanonicalBytes(Kind)
        .Number(Position).Text(Type).Text(Id).Text(By).Text(User).Text(Role).Text(Rule).Text(Purpose).Text(Agreement).Text(Fields)
        .Text(Via).Time(At).Text(Salt).ToArray();
}
