using System.Globalization;
using SharedConsular.Cases;

namespace SharedConsular.Notices;

/// <summary>One thing one party was told: that something happened to a case it knows of. Kept by that party.</summary>
public sealed record Notice(string Topic, CaseNotice? About, TenantId? To)
{
    public const string List = "notices";

    public static EntityType<Notice, ReceiveNotice, NoticeReceived> Type { get; } = new(
        Name: "notice",
        Initial: new Notice("", null, null),
        Decide: (notice, command, context) => notice.About is not null
            ? Decision.NoChange<NoticeReceived>() // The outbox may tell it twice.
            : new NoticeReceived(command.To, command.Topic, command.About, context.Now),
        Evolve: (_, received) => new Notice(received.Topic, received.About, received.To))
    {
        Rows = (_, notice) => notice is { About: { } about, To: { } to }
            ? [new ListRow(to.Value, List, NewestFirst(about.At), [$"topic:{notice.Topic}", $"ref:{about.Reference}"], NoticeRow.Of(notice.Topic, about))]
            : [],
    };

    public static EntityKey KeyOf(TenantId to, long message) => new(to, Type.Name, message.ToString(CultureInfo.InvariantCulture));

    private static string NewestFirst(DateTimeOffset at) =>
        (DateTimeOffset.MaxValue.UtcTicks - at.UtcTicks).ToString("D19", CultureInfo.InvariantCulture);
}

/// <summary>A line of a party's notices.</summary>
public sealed record NoticeRow(string Topic, string Reference, TenantId? Owner, DateTimeOffset At, string? Detail)
{
    internal static NoticeRow Of(string topic, CaseNotice about) => new(topic, about.Reference, about.Owner, about.At, about.Detail);
}

/// <summary>The platform tells a party about a case.</summary>
public sealed record ReceiveNotice(TenantId To, string Topic, CaseNotice About);

/// <summary>This is the stored format: add to it, never rename or remove.</summary>
[StoredAs("notice-received")]
public sealed record NoticeReceived(TenantId To, string Topic, CaseNotice About, DateTimeOffset ReceivedAt);
