using System.Text.RegularExpressions;
using SharedConsular.Access;

namespace SharedConsular.Messages;

/// <summary>Finds an address in what a person said of how to reach her, which is a line of text.</summary>
public static partial class ContactAddress
{
    /// <summary>E.164: a country code and at most fifteen digits in all.</summary>
    private const int DigitsMax = 15;
    private const int DigitsMin = 8;

    /// <summary>RFC 5321, 4.5.3.1.3: a path has at most 256 octets, with its brackets.</summary>
    private const int MailLengthMax = 254;

    /// <summary>The first address for this channel; null when there is none, and for channels that only people use.</summary>
    public static string? Find(string? contact, ContactChannel channel) => channel switch
    {
        ContactChannel.Email => contact is null ? null : Mail().Match(contact) is { Success: true, Value: { Length: <= MailLengthMax } mail } ? mail : null,
        ContactChannel.TextMessage => contact is null ? null : FindNumber(contact),
        _ => null,
    };

    private static string? FindNumber(string contact)
    {
        var digits = string.Concat(Number().Match(contact).Value.Where(char.IsAsciiDigit));

        return digits.Length is >= DigitsMin and <= DigitsMax ? $"+{digits}" : null;
    }

    [GeneratedRegex(@"(?<![\w.+@-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+(?![\w@])")]
    private static partial Regex Mail();

    [GeneratedRegex(@"\+[1-9][0-9 ()./-]*")]
    private static partial Regex Number();
}
