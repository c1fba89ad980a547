using Microsoft.Extensions.Options;
using SharedConsular.Api.Worlds;
using SharedConsular.Logins;
using SharedConsular.Runtime;

namespace SharedConsular.Api.LocalSignIn;

/// <summary>
/// The first administrator of a tenant is invited by the machine, at its start: the enrolment code lies in the data folder
/// in a file that only the server's user can read, and is never logged. Once any login of the tenant is in use, or a second
/// one exists, the machine invites nobody there again.
/// </summary>
internal sealed partial class FirstAdministrators(
    PlatformOptions options, EntityRuntime entities, ListReader lists, WorldKeeper worlds, ILogger<FirstAdministrators> log) : IHostedService
{
    public const string User = "administrator";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var name in options.FirstAdministrators)
        {
            var tenant = TenantId.Parse(name) is { } id && worlds.Current.FindTenant(id) is not null
                ? id
                : throw new OptionsValidationException(
                    "SignIn:FirstAdministrators", typeof(PlatformOptions), [$"SignIn__FirstAdministrators names '{name}', which is no tenant."]);
            await Invite(tenant, cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task Invite(TenantId tenant, CancellationToken ct)
    {
        var path = Path.Combine(options.DataFolder, $"first-administrator-{tenant}.txt");
        if (await HasLogins(tenant, ct))
        {
            File.Delete(path);
            return;
        }

        // The file first: a code without its login opens nothing, a login whose code nobody knows would wait until the next start.
        var code = Codes.Make();
        Write(path, $"tenant {tenant}\nuser {User}\ncode {code}\n");
        var outcome = await entities.Execute(
            Login.Type, Login.KeyOf(tenant, User), new InviteLogin(User, Role.Administrator, LoginCode.HashOf(code)), Caller.System, null, null, ct);
        if (outcome.Refusal is null)
        {
            LogInvited(log, tenant.Value, path);
        }
    }

    private async Task<bool> HasLogins(TenantId tenant, CancellationToken ct)
    {
        var answer = await lists.Read(new ListQuery(tenant.Value, Login.Staff) { PageSize = 2 }, ct);

        return answer is ListAnswer.Read { Page.Rows: { IsEmpty: false } rows }
            && !(rows is [var only] && StoredJson.Read<LoginRow>(only.Body.Span) is { User: User, Status: LoginStatus.Invited });
    }

    private static void Write(string path, string text)
    {
        File.Delete(path);
        var file = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            file.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var writer = new StreamWriter(path, file);
        writer.Write(text);
    }

    [LoggerMessage(LogLevel.Information, "The first administrator of {Tenant} is awaited; the enrolment code is in {Path}.")]
    private static partial void LogInvited(ILogger log, string tenant, string path);
}
