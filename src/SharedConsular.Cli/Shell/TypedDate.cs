using System.CommandLine;
using System.Globalization;

namespace SharedConsular.Cli.Shell;

/// <summary>An option that takes a day, 2026-11-22 and nothing looser.</summary>
internal static class TypedDate
{
    public static Option<DateOnly?> Option(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "yyyy-mm-dd",
        CustomParser = result =>
        {
            if (DateOnly.TryParseExact(result.Tokens[0].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                return day;
            }

            result.AddError($"{name} takes a day such as 2026-11-22; not '{result.Tokens[0].Value}'.");

            return null;
        },
    };
}
