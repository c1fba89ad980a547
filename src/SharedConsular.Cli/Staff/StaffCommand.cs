using System.CommandLine;
using SharedConsular.Cli.Shell;
using SharedConsular.Contracts;
using Spectre.Console;

namespace SharedConsular.Cli.Staff;

/// <summary>Who a party's logins are and what they are certified for; for administrators.</summary>
internal static class StaffCommand
{
    /// <summary>The one kind there is.</summary>
    private const string KindDefault = "protection";

    public static Command Create(SharedOptions shared) => new("staff", "Who your logins are, where they work, and what they are certified for.")
    {
        List(shared), Record(shared), Remove(shared), Certificates(shared), Certify(shared), Withdraw(shared),
    };

    private static Command List(SharedOptions shared)
    {
        var command = new Command("list", "The staff book of your party.");
        Session.Bind(command, shared, async (session, _, ct) => session.Screen.Show(await session.Client.ListStaff(ct), Draw));

        return command;
    }

    private static Command Record(SharedOptions shared)
    {
        var user = UserArgument();
        var name = new Option<string>("--name") { Description = "As it stands in her passport: by it she may be kept from a case.", Required = true };
        var born = TypedDate.Option("--born", "Date of birth.");
        var posts = new Option<string[]>("--post") { Description = "A post she works at, by its id; again for more. All when left out." };
        var command = new Command("record", "Say who a login is and where she works.") { user, name, born, posts };
        Session.Bind(command, shared, async (session, parsed, ct) =>
        {
            var request = new RecordStaffMemberRequest(parsed.GetValue(name), parsed.GetValue(born), parsed.GetValue(posts));
            session.Screen.Show(
                await session.Client.RecordStaffMember(parsed.GetRequiredValue(user), request, null, ct), (console, m) => console.Line($"Recorded: {m.User}."));
        });

        return command;
    }

    private static Command Remove(SharedOptions shared)
    {
        var user = UserArgument();
        var command = new Command("remove", "Take a login out of the staff book.") { user };
        Session.Bind(command, shared, async (session, parsed, ct) => session.Screen.Show(
            await session.Client.RemoveStaffMember(parsed.GetRequiredValue(user), null, ct), (console, _) => console.Line("Removed.")));

        return command;
    }

    private static Command Certificates(SharedOptions shared)
    {
        var command = new Command("certificates", "Who is certified for what, and until when.");
        Session.Bind(command, shared, async (session, _, ct) => session.Screen.Show(await session.Client.ListCertificates(ct), DrawCertificates));

        return command;
    }

    private static Command Certify(SharedOptions shared)
    {
        var (user, kind) = (UserArgument(), KindOption());
        var from = TypedDate.Option("--from", "The first day it holds.");
        var until = TypedDate.Option("--until", "The last day it holds.");
        (from.Required, until.Required) = (true, true);
        var command = new Command("certify", "Record a certificate: without one nobody opens a protection file.") { user, from, until, kind };
        Session.Bind(command, shared, async (session, parsed, ct) =>
        {
            var request = new RecordCertificateRequest(parsed.GetValue(from), parsed.GetValue(until));
            session.Screen.Show(
                await session.Client.RecordCertificate(parsed.GetRequiredValue(user), parsed.GetRequiredValue(kind), request, null, ct),
                (console, c) => console.Line($"{c.User} is certified for {c.Kind} {Tables.PeriodOf(c.From, c.Until)}."));
        });

        return command;
    }

    private static Command Withdraw(SharedOptions shared)
    {
        var (user, kind) = (UserArgument(), KindOption());
        var command = new Command("withdraw-certificate", "End a certificate at once.") { user, kind };
        Session.Bind(command, shared, async (session, parsed, ct) => session.Screen.Show(
            await session.Client.WithdrawCertificate(parsed.GetRequiredValue(user), parsed.GetRequiredValue(kind), null, ct),
            (console, _) => console.Line("Withdrawn.")));

        return command;
    }

    private static Argument<string> UserArgument() => new("user") { Description = "The login's subject at your sign-in service." };

    private static Option<string> KindOption() => new("--kind") { Description = "What for.", DefaultValueFactory = _ => KindDefault };

    private static void Draw(IAnsiConsole console, Page<StaffMemberResponse> page)
    {
        var table = Tables.Of("user", "name", "born", "posts");
        foreach (var member in page.Items)
        {
            table.Row(member.User, member.Name, member.BirthDate, member.Posts);
        }

        console.Write(table);
    }

    private static void DrawCertificates(IAnsiConsole console, Page<CertificateResponse> page)
    {
        var table = Tables.Of("user", "for", "from", "until", "by", "expired");
        foreach (var certificate in page.Items)
        {
            table.Row(certificate.User, certificate.Kind, certificate.From, certificate.Until, certificate.GrantedBy, certificate.Expired);
        }

        console.Write(table);
    }
}
