using System.Buffers.Binary;
using System.Buffers.Text;
using System.Formats.Cbor;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SharedConsular.Api.Tests;

/// <summary>A passkey of software: ECDSA over P-256, attestation <c>none</c>. Signs whatever it is asked, also what no browser would.</summary>
internal sealed class Authenticator : IDisposable
{
    public const string OurOrigin = "http://localhost:5080";

    private const byte UserPresent = 0x01;
    private const byte UserVerified = 0x04;
    private const byte HasCredential = 0x40;

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public byte[] CredentialId { get; init; } = RandomNumberGenerator.GetBytes(32);

    public string? UserHandle { get; set; }

    public uint SignCount { get; set; }

    /// <summary>Whether the person showed to be the one, by finger or PIN.</summary>
    public bool Verifies { get; init; } = true;

    public string Id => Base64Url.EncodeToString(CredentialId);

    public JsonElement Create(JsonElement options, string origin = OurOrigin)
    {
        var authenticatorData = DataOf(options.GetProperty("rp").GetProperty("id").GetString()!, HasCredential, Credential());
        UserHandle = options.GetProperty("user").GetProperty("id").GetString();
        var attestation = new CborWriter();
        attestation.WriteStartMap(3);
        attestation.WriteTextString("fmt");
        attestation.WriteTextString("none");
        attestation.WriteTextString("attStmt");
        attestation.WriteStartMap(0);
        attestation.WriteEndMap();
        attestation.WriteTextString("authData");
        attestation.WriteByteString(authenticatorData);
        attestation.WriteEndMap();

        return AnswerOf(new JsonObject
        {
            ["clientDataJSON"] = Base64Url.EncodeToString(ClientData("webauthn.create", options.GetProperty("challenge").GetString()!, origin)),
            ["attestationObject"] = Base64Url.EncodeToString(attestation.Encode()),
            ["transports"] = new JsonArray("internal"),
        });
    }

    /// <param name="options">What the server asks.</param>
    /// <param name="origin">The page that asks the authenticator.</param>
    /// <param name="challenge">Another challenge than the server's.</param>
    public JsonElement Get(JsonElement options, string origin = OurOrigin, string? challenge = null)
    {
        SignCount++;
        var clientData = ClientData("webauthn.get", challenge ?? options.GetProperty("challenge").GetString()!, origin);
        var data = DataOf(options.GetProperty("rpId").GetString()!, 0, []);
        var signature = _key.SignData([.. data, .. SHA256.HashData(clientData)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

        return AnswerOf(new JsonObject
        {
            ["clientDataJSON"] = Base64Url.EncodeToString(clientData),
            ["authenticatorData"] = Base64Url.EncodeToString(data),
            ["signature"] = Base64Url.EncodeToString(signature),
            ["userHandle"] = UserHandle,
        });
    }

    public void Dispose() => _key.Dispose();

    private static byte[] ClientData(string type, string challenge, string origin) => Encoding.UTF8.GetBytes(
        new JsonObject { ["type"] = type, ["challenge"] = challenge, ["origin"] = origin, ["crossOrigin"] = false }.ToJsonString());

    private JsonElement AnswerOf(JsonObject response) => JsonElement.Parse(new JsonObject
    {
        ["id"] = Id,
        ["rawId"] = Id,
        ["type"] = "public-key",
        ["authenticatorAttachment"] = "platform",
        ["clientExtensionResults"] = new JsonObject(),
        ["response"] = response,
    }.ToJsonString());

    private byte[] DataOf(string relyingParty, byte flags, byte[] credential)
    {
        var count = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(count, SignCount);
        var shown = (byte)(flags | UserPresent | (Verifies ? UserVerified : 0));

        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(relyingParty)), shown, .. count, .. credential];
    }

    private byte[] Credential()
    {
        var aaguid = new byte[16];
        var length = new byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)CredentialId.Length);
        var point = _key.ExportParameters(includePrivateParameters: false).Q;
        var cose = new CborWriter();
        cose.WriteStartMap(5);
        foreach (var (label, value) in new[] { (1, 2), (3, -7), (-1, 1) })
        {
            cose.WriteInt32(label);
            cose.WriteInt32(value);
        }

        foreach (var (label, value) in new[] { (-2, point.X!), (-3, point.Y!) })
        {
            cose.WriteInt32(label);
            cose.WriteByteString(value);
        }

        cose.WriteEndMap();

        return [.. aaguid, .. length, .. CredentialId, .. cose.Encode()];
    }
}
