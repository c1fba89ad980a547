using Microsoft.AspNetCore.Identity;
using SharedConsular.Runtime;

namespace SharedConsular.Api.LocalSignIn;

internal static class LocalSignInServices
{
    /// <summary>Sign-in on this machine, for small installations: ASP.NET Core Identity's passkeys over the platform's own logins.</summary>
    public static IServiceCollection AddLocalSignIn(this IServiceCollection services, PlatformOptions options)
    {
        services.AddIdentityCore<Account>();
        services.AddScoped<AccountStore>();
        services.AddScoped<IUserStore<Account>>(s => s.GetRequiredService<AccountStore>());
        services.AddScoped<IPasskeyHandler<Account>, PasskeyHandler<Account>>();
        services.Configure<IdentityPasskeyOptions>(passkeys =>
        {
            passkeys.ServerDomain = options.RelyingParty;
            passkeys.AuthenticatorTimeout = Ceremonies.Lifetime;
            passkeys.UserVerificationRequirement = "required";
            passkeys.ResidentKeyRequirement = "required";
            passkeys.AttestationConveyancePreference = "none";
            passkeys.ValidateOrigin = context => ValueTask.FromResult(!context.CrossOrigin && IsOurs(context.Origin, options));
        });
        services.AddScoped<SignInDesk>();
        services.AddSingleton<Ceremonies>();
        services.AddSingleton<SignInTries>();
        services.AddSingleton<EndedLogins>();
        services.AddSingleton(OneTimeCodes.Wrapped);
        services.AddSingleton<CodePost>();
        services.AddHostedService(s => s.GetRequiredService<CodePost>());
        services.AddSingleton(s => new OneTimeCodes(
            s.GetRequiredService<IEventStore>(), s.GetRequiredService<IRootKey>(), s.GetRequiredService<Ceremonies>(), s.GetRequiredService<CodePost>(),
            s.GetServices<ICarrier>(), s.GetRequiredService<EntityRuntime>()));
        services.AddHostedService<FirstAdministrators>();

        return services;
    }

    /// <summary>The origins that were named; else the relying party's own over TLS, and on <c>localhost</c> any port, also without.</summary>
    private static bool IsOurs(string origin, PlatformOptions options) =>
        options.Origins.Count > 0 ? options.Origins.Contains(origin)
        : Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Host == options.RelyingParty
            && (uri.Host == "localhost" || (uri.Scheme == Uri.UriSchemeHttps && uri.IsDefaultPort));
}
