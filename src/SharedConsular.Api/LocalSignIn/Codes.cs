using System.Security.Cryptography;
using SharedConsular.Logins;

namespace SharedConsular.Api.LocalSignIn;

/// <summary>Where codes and the names of nationals' logins are thrown.</summary>
internal static class Codes
{
    public static string Make() => LoginCode.Grouped(RandomNumberGenerator.GetString(LoginCode.Letters, LoginCode.LettersCount));

    public static IReadOnlyList<string> MakeForRecovery() => [.. Enumerable.Range(0, LoginCode.RecoveryCodesCount).Select(_ => Make())];

    /// <summary>A name that says nothing about its person.</summary>
    public static string MakeUser() => RandomNumberGenerator.GetString(LoginCode.Letters, LoginCode.LettersCount).ToLowerInvariant();
}
