using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;

namespace SharedConsular.Runtime;

/// <summary>The key of one person in one entity, open.</summary>
internal sealed record PersonKey(string Subject, string Id, byte[] Key)
{
    public const int KeyBytes = 32;

    /// <summary>The tenant whose key wraps it in the store; null until one does.</summary>
    public TenantId? WrappedBy { get; init; }

    /// <summary>Two of one entity never meet at this length, and it keeps sealed values short.</summary>
    private const int IdBytes = 8;

    public static PersonKey Make(string subject) => new(
        subject, Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(IdBytes)), RandomNumberGenerator.GetBytes(KeyBytes));
}

/// <summary>The keys of all persons of an entity, open. Held in memory with the entity, and no longer than it.</summary>
internal sealed record PersonKeys(EntityKey Entity, ImmutableArray<PersonKey> Keys)
{
    /// <summary>Whether what is personal is sealed at all: always, but where a bench asks what it costs.</summary>
    public bool Seals { get; init; } = true;

    public static PersonKeys NoneOf(EntityKey entity) => new(entity, []);

    public PersonKey? FindOf(string subject) => Keys.FirstOrDefault(k => k.Subject == subject);

    public PersonKeys With(PersonKey key) => this with { Keys = Keys.Add(key) };

    public PersonKeys WrappedBy(TenantId tenant) =>
        Keys.All(k => k.WrappedBy == tenant) ? this : this with { Keys = [.. Keys.Select(k => k with { WrappedBy = tenant })] };

    public PersonKeys Without(ImmutableArray<string> subjects) => this with { Keys = Keys.RemoveAll(k => subjects.Contains(k.Subject)) };
}
