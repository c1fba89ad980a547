using System.Collections.Immutable;
using System.Globalization;
using SharedConsular.Policies.Text;
using SharedConsular.Posts;
using SharedConsular.Routing;
using SharedConsular.Services;
using SharedConsular.Tenants;

namespace SharedConsular.Policies;

/// <summary>Where and what a tenant offers, and whom else it lets help: <c>posts.yaml</c>, <c>services.yaml</c>, <c>operators.yaml</c>.</summary>
internal static class TenantOffersFile
{
    private const int FeesMax = 60;
    private const int TextLengthMax = 500;
    private const decimal AmountMax = 1_000_000;

    public static ImmutableArray<Post> ReadPosts(Fields root, TenantId tenant, Vocabulary vocabulary, World world)
    {
        var posts = PostsFiles.ReadPosts(root, vocabulary);
        var lines = root.Maps("posts").Select(f => (Id: f.FindText("id"), f.Line)).DistinctBy(l => l.Id).ToDictionary(l => l.Id, l => l.Line);
        root.End();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var post in posts)
        {
            var line = lines.GetValueOrDefault(post.Id, root.Line);
            if (FindFault(post, tenant, world) is { } fault)
            {
                root.Faults.Error("policy.not-yours", line, fault);
            }

            if (!seen.Add(post.Id))
            {
                root.Faults.Error("policy.duplicate-id", line, $"The post '{post.Id}' stands here twice.");
            }
        }

        if (posts.Length > RecordPost.PostsMax)
        {
            root.Faults.Error("policy.too-large", root.Line, $"At most {RecordPost.PostsMax} posts.");
        }

        return [.. posts.Select(p => p with { Basis = Confidence.Tenant })];
    }

    public static (ImmutableArray<Service> Services, ImmutableArray<Fee> Fees) ReadServices(Fields root, TenantId tenant, Vocabulary vocabulary)
    {
        var services = ImmutableArray.CreateBuilder<Service>();
        var fees = ImmutableArray.CreateBuilder<Fee>();
        foreach (var fields in root.Maps("services"))
        {
            var id = vocabulary.Service(fields, "id");
            if (!vocabulary.Services.TryGetValue(id, out var template))
            {
                continue;
            }

            var altered = ReadService(fields, template);
            var tariff = fields.Maps("fees");
            fields.End();
            if (services.Any(s => s.Id == id))
            {
                fields.Faults.Error("policy.duplicate-id", fields.Line, $"The service '{id}' stands here twice.");
            }

            if (template.Shareability is Shareability.Own && altered.Shareability is not Shareability.Own)
            {
                fields.Faults.Error(
                    "policy.more-shared", fields.LineOf("shareable"), "What only the own state's officers may do can't be shared by a catalogue.");
            }

            if (tariff.Length > FeesMax)
            {
                fields.Faults.Error("policy.too-large", fields.LineOf("fees"), $"At most {FeesMax} fees of a service.");
            }

            services.Add(altered);
            foreach (var fee in tariff.Take(FeesMax).Select(f => (Fields: f, Fee: ReadFee(f, tenant, id, vocabulary))))
            {
                if (fees.Any(f => f.Service == id && f.Variant == fee.Fee.Variant && f.EffectiveFrom == fee.Fee.EffectiveFrom))
                {
                    fee.Fields.Faults.Error("policy.duplicate-id", fee.Fields.Line, "The same variant is charged twice from the same day.");
                }

                fees.Add(fee.Fee);
            }
        }

        root.End();

        return (services.ToImmutable(), fees.ToImmutable());
    }

    public static ImmutableArray<OperatorEntitlement> ReadOperators(Fields root, Vocabulary vocabulary, World world)
    {
        var operators = ImmutableArray.CreateBuilder<OperatorEntitlement>();
        foreach (var fields in root.Maps("operators"))
        {
            var party = vocabulary.Party(fields, "operator");
            var posts = fields.Texts("posts");
            var services = vocabulary.ServiceList(fields, "services");
            fields.End();
            if (party is null)
            {
                continue;
            }

            foreach (var post in posts.Where(p => world.FindPost(p)?.Sending != party))
            {
                fields.Faults.Error("policy.unknown-word", fields.LineOf("posts"), $"'{post}' is not a post of '{party}'.");
            }

            if (operators.Any(o => o.Operator == party))
            {
                fields.Faults.Error("policy.duplicate-id", fields.Line, $"The operator '{party}' stands here twice.");
            }

            operators.Add(new OperatorEntitlement(party, posts, services));
        }

        root.End();

        return operators.ToImmutable();
    }

    private static string? FindFault(Post post, TenantId tenant, World world) =>
        post.Sending != tenant ? $"The post '{post.Id}' is sent by '{post.Sending}'; a tenant speaks for its own."
        : world.FindPost(post.Id) is { } known && known.Sending != tenant ? $"The post '{post.Id}' is another party's."
        : post.Country == tenant && post.Kind is not PostKind.RemoteDesk ? $"The post '{post.Id}' lies in the state that sends it."
        : post.Id.Length > TenantId.LengthMax || !post.Id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-')
            ? "A post id has lower-case letters, digits and hyphens, for example tv-fj-suva."
        : null;

    private static Service ReadService(Fields fields, Service template)
    {
        var names = template.Names;
        foreach (var entry in fields.FindMap("names") is { } map ? map.Entries() : [])
        {
            if (entry.Key.Length is not (2 or 3))
            {
                fields.Faults.Error("policy.unknown-word", entry.Line, $"'{entry.Key}' is not a language code.");
            }
            else if (fields.TextOf(entry.Value) is { } name)
            {
                names = names.SetItem(entry.Key, Bounded(fields, entry.Line, name));
            }
        }

        // A tenant may ask for more consent than the template does, never for less.
        var needsConsent = fields.FindFlag("needs_person_consent") is true || template.NeedsPersonConsent;

        return template with
        {
            Names = names,
            Shareability = fields.FindWord<Shareability>("shareable") ?? template.Shareability,
            Steps = fields.Has("steps") ? fields.Texts("steps") : template.Steps,
            Papers = fields.Has("papers") ? fields.Texts("papers") : template.Papers,
            Presence = Text(fields, "presence") ?? template.Presence,
            TypicalTime = Text(fields, "time") ?? template.TypicalTime,
            FeeRule = Text(fields, "fee_rule") ?? template.FeeRule,
            Note = Text(fields, "note") ?? template.Note,
            NeedsPersonConsent = needsConsent,
            Period = fields.Has("from") || fields.Has("to") ? fields.Period() : template.Period,
        };
    }

    private static Fee ReadFee(Fields fields, TenantId tenant, string service, Vocabulary vocabulary)
    {
        var text = fields.Text("amount");
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) || amount > AmountMax)
        {
            fields.Faults.Error("policy.not-a-number", fields.LineOf("amount"), $"'{text}' is not an amount from 0 to {AmountMax}.");
        }

        var currency = fields.Text("currency");
        if (!vocabulary.Tenants.Values.Any(t => t.Currencies.Contains(currency)))
        {
            fields.Faults.Error("policy.unknown-word", fields.LineOf("currency"), $"'{currency}' is not a currency of ISO 4217, such as EUR.");
        }

        var fee = new Fee(
            tenant, service, Text(fields, "variant") ?? "", amount, currency, fields.FindDate("from"), Confidence.Tenant, Text(fields, "source") ?? "",
            Text(fields, "note") ?? "");
        fields.End();

        return fee;
    }

    private static string? Text(Fields fields, string key) =>
        fields.FindText(key) is { Length: > 0 } text ? Bounded(fields, fields.LineOf(key), text) : null;

    private static string Bounded(Fields fields, int line, string text)
    {
        if (text.Length > TextLengthMax)
        {
            fields.Faults.Error("policy.too-large", line, $"At most {TextLengthMax} characters.");
        }

        return text;
    }
}
