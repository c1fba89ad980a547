using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using SharedConsular.Runtime;

namespace SharedConsular.Api.Keys;

/// <summary>
/// Protects what a browser keeps for the pages (forms, sessions) under a key of the installation, the same on every node and
/// after every start. What is protected for one purpose opens for no other.
/// </summary>
internal sealed class FormKeys(InstallationKey key, string purpose = "") : IDataProtectionProvider, IDataProtector
{
    public static readonly RootWrappedKind Wrapped = new(Kind, _ => Kind);

    private const string Kind = "form-key";
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int KeyBytes = 32;

    private byte[]? _derived;

    public static InstallationKey KeyOf(IKeptDocuments documents, IRootKey root) => new(documents, root, Kind);

    public IDataProtector CreateProtector(string purpose1) => new FormKeys(key, $"{purpose}\n{purpose1}");

    public IDataProtector CreateProtector(IEnumerable<string> purposes) => new FormKeys(key, $"{purpose}\n{string.Join('\n', purposes)}");

    public byte[] Protect(byte[] plaintext)
    {
        var sealedBytes = new byte[NonceBytes + plaintext.Length + TagBytes];
        var nonce = sealedBytes.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(Derived, TagBytes);
        aes.Encrypt(nonce, plaintext, sealedBytes.AsSpan(NonceBytes, plaintext.Length), sealedBytes.AsSpan(NonceBytes + plaintext.Length));

        return sealedBytes;
    }

    /// <exception cref="CryptographicException">It is none of ours, or was changed.</exception>
    public byte[] Unprotect(byte[] protectedData)
    {
        if (protectedData.Length < NonceBytes + TagBytes)
        {
            throw new CryptographicException("Too short.");
        }

        var plain = new byte[protectedData.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(Derived, TagBytes);
        aes.Decrypt(
            protectedData.AsSpan(0, NonceBytes), protectedData.AsSpan(NonceBytes, plain.Length), protectedData.AsSpan(NonceBytes + plain.Length), plain);

        return plain;
    }

    // Who protects a form draws a page meanwhile and can't wait for the store: the key was read at the start.
    private byte[] Derived => _derived ??= HKDF.DeriveKey(HashAlgorithmName.SHA256, key.Known, KeyBytes, info: Encoding.UTF8.GetBytes(purpose));

    /// <summary>Reads the key, before anything asks for it.</summary>
    public async Task Open(CancellationToken ct) => await key.Get(ct);
}

internal static class FormKeyServices
{
    /// <summary>In the place of the framework's key ring, which would lie unsealed in a folder of the machine.</summary>
    public static void AddFormKeys(this IServiceCollection services)
    {
        services.AddSingleton(FormKeys.Wrapped);
        services.AddSingleton(s => new FormKeys(FormKeys.KeyOf(s.GetRequiredService<IEventStore>(), s.GetRequiredService<IRootKey>())));
        services.AddSingleton<IDataProtectionProvider>(s => s.GetRequiredService<FormKeys>());

        // It would make the framework's key ring all the same, for nobody.
        services.Remove(services.Single(s => s.ServiceType == typeof(IHostedService) && s.ImplementationType?.Name == "DataProtectionHostedService"));
    }
}
