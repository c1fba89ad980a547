using System.Collections.Frozen;
using SharedConsular.Messages;

namespace SharedConsular.Languages;

/// <summary>
/// What persons are written. Places: {0} who serves, {1} the reference, {2} until when, {3} the secret. French, Spanish and Arabic wait for
/// review like all sentences. The neutral words say nothing of who writes, nor of what.
/// </summary>
public static class MessageTexts
{
    private const string English = "en";

    private static readonly FrozenDictionary<string, Words> Spoken = new Dictionary<string, Words>
    {
        [English] = new(
            "News in your case {1}",
            "For you",
            "There is news for you. Have a look when you are alone.",
            "There is news for you that needs your answer before {2}. Have a look when you are alone.",
            "{0} is your code. It is good for {1} minutes. Give it to nobody; if you did not ask for it, do nothing.",
            new()
            {
                [Occasion.CaseOpened] = "{0} has your request. Its reference is {1}.",
                [Occasion.PapersAsked] = "{0} needs papers from you in case {1}. Follow your case to see which.",
                [Occasion.Decided] = "There is a decision in your case {1}. Follow your case to read it.",
                [Occasion.HandedOver] = "{0} works on your case {1} from now on.",
                [Occasion.Issued] = "Your document in case {1} is issued.",
                [Occasion.Delivered] = "Your document in case {1} is handed over.",
                [Occasion.ComplaintAnswered] = "Your complaint in case {1} is answered. Follow your case to read the answer.",
                [Occasion.SeatsOffered] = "There are seats for your household {1}. Answer before {2}, or they go to others.",
                [Occasion.SeatsConfirmed] = "Your household {1} has its seats. Follow your registration to see where to be and when.",
                [Occasion.OfferLapsed] = "The seats offered to your household {1} went to others, as no answer came. You are still registered.",
                [Occasion.OfferWithdrawn] = "The seats offered to your household {1} are not there any more. You are still registered.",
                [Occasion.RouteClosed] =
                    "The way that your household {1} was to take is closed. Stay where you are safe and do not set out; follow your registration to see what comes next.",
                [Occasion.RouteOpened] = "The way that your household {1} is to take is not closed any more. Follow your registration to see where to be and when.",
                [Occasion.RegisteredByFile] =
                    "Your household is on the register of {0}. Reference {1}, secret {3}: with both you see where you stand and "
                    + "answer offers. This is not a seat.",
            }),
        ["fr"] = new(
            "Du nouveau dans votre dossier {1}",
            "Pour vous",
            "Il y a du nouveau pour vous. Regardez quand vous serez seul.",
            "Il y a du nouveau pour vous, et une réponse est attendue avant le {2}. Regardez quand vous serez seul.",
            "Votre code est {0}. Il est valable {1} minutes. Ne le donnez à personne ; si vous ne l’avez pas demandé, ne faites rien.",
            new()
            {
                [Occasion.CaseOpened] = "Votre demande est parvenue à cette autorité : {0}. Sa référence est {1}.",
                [Occasion.PapersAsked] = "Cette autorité ({0}) vous demande des documents pour le dossier {1}. Suivez votre dossier pour savoir lesquels.",
                [Occasion.Decided] = "Une décision a été prise dans votre dossier {1}. Suivez votre dossier pour la lire.",
                [Occasion.HandedOver] = "Cette autorité ({0}) s’occupe désormais de votre dossier {1}.",
                [Occasion.Issued] = "Votre document du dossier {1} est délivré.",
                [Occasion.Delivered] = "Votre document du dossier {1} vous a été remis.",
                [Occasion.ComplaintAnswered] = "Une réponse a été donnée à votre réclamation dans le dossier {1}. Suivez votre dossier pour la lire.",
                [Occasion.SeatsOffered] = "Des places sont proposées à votre foyer {1}. Répondez avant le {2}, sinon elles iront à d’autres.",
                [Occasion.SeatsConfirmed] = "Votre foyer {1} a ses places. Suivez votre inscription pour savoir où et quand vous présenter.",
                [Occasion.OfferLapsed] = "Faute de réponse, les places proposées à votre foyer {1} sont allées à d’autres. Vous restez inscrits.",
                [Occasion.OfferWithdrawn] = "Les places proposées à votre foyer {1} n’existent plus. Vous restez inscrits.",
                [Occasion.RouteClosed] =
                    "Le passage prévu pour votre foyer {1} est fermé. Restez en lieu sûr et ne partez pas ; suivez votre inscription pour connaître la suite.",
                [Occasion.RouteOpened] = "Le passage prévu pour votre foyer {1} n’est plus fermé. Suivez votre inscription pour savoir où et quand vous présenter.",
                [Occasion.RegisteredByFile] =
                    "Votre foyer est inscrit auprès de cette autorité : {0}. Référence {1}, secret {3} : avec les deux vous voyez "
                    + "où vous en êtes et répondez aux offres. Ce n’est pas une place.",
            }),
        ["es"] = new(
            "Novedades en su expediente {1}",
            "Para usted",
            "Hay novedades para usted. Mírelas cuando no haya nadie cerca.",
            "Hay novedades para usted y se espera su respuesta antes del {2}. Mírelas cuando no haya nadie cerca.",
            "Su código es {0}. Vale {1} minutos. No se lo dé a nadie; si no lo ha pedido, no haga nada.",
            new()
            {
                [Occasion.CaseOpened] = "Su solicitud ha llegado a esta autoridad: {0}. Su referencia es {1}.",
                [Occasion.PapersAsked] = "Esta autoridad ({0}) le pide documentos para el expediente {1}. Siga su expediente para saber cuáles.",
                [Occasion.Decided] = "Hay una decisión en su expediente {1}. Siga su expediente para leerla.",
                [Occasion.HandedOver] = "Esta autoridad ({0}) lleva desde ahora su expediente {1}.",
                [Occasion.Issued] = "Su documento del expediente {1} está expedido.",
                [Occasion.Delivered] = "Su documento del expediente {1} ha sido entregado.",
                [Occasion.ComplaintAnswered] = "Su queja en el expediente {1} tiene respuesta. Siga su expediente para leerla.",
                [Occasion.SeatsOffered] = "Hay plazas para su hogar {1}. Responda antes del {2} o pasarán a otros.",
                [Occasion.SeatsConfirmed] = "Su hogar {1} tiene sus plazas. Siga su inscripción para saber dónde y cuándo presentarse.",
                [Occasion.OfferLapsed] = "Al no llegar respuesta, las plazas ofrecidas a su hogar {1} pasaron a otros. La inscripción sigue en pie.",
                [Occasion.OfferWithdrawn] = "Las plazas ofrecidas a su hogar {1} ya no existen. La inscripción sigue en pie.",
                [Occasion.RouteClosed] =
                    "El camino previsto para su hogar {1} está cerrado. Quédese en un lugar seguro y no salga; siga su inscripción para ver lo que viene.",
                [Occasion.RouteOpened] = "El camino previsto para su hogar {1} ya no está cerrado. Siga su inscripción para saber dónde y cuándo presentarse.",
                [Occasion.RegisteredByFile] =
                    "Su hogar está inscrito ante esta autoridad: {0}. Referencia {1}, secreto {3}: con ambos ve su situación y "
                    + "responde a las ofertas. Esto no es una plaza.",
            }),
        ["ar"] = new(
            "جديد في ملفكم {1}",
            "لكم",
            "هناك جديد يخصكم. اطلعوا عليه عندما تكونون بمفردكم.",
            "هناك جديد يخصكم ويحتاج إلى جوابكم قبل {2}. اطلعوا عليه عندما تكونون بمفردكم.",
            "رمزكم هو {0}. وهو صالح لمدة {1} دقائق. لا تعطوه لأحد، وإن لم تطلبوه فلا تفعلوا شيئا.",
            new()
            {
                [Occasion.CaseOpened] = "وصل طلبكم إلى هذه الجهة: {0}. رقمه المرجعي هو {1}.",
                [Occasion.PapersAsked] = "تطلب منكم هذه الجهة ({0}) وثائق في الملف {1}. تابعوا ملفكم لمعرفتها.",
                [Occasion.Decided] = "صدر قرار في ملفكم {1}. تابعوا ملفكم لقراءته.",
                [Occasion.HandedOver] = "تتولى هذه الجهة ({0}) ملفكم {1} من الآن فصاعدا.",
                [Occasion.Issued] = "صدرت وثيقتكم في الملف {1}.",
                [Occasion.Delivered] = "سُلّمت وثيقتكم في الملف {1}.",
                [Occasion.ComplaintAnswered] = "ورد الجواب على شكواكم في الملف {1}. تابعوا ملفكم لقراءته.",
                [Occasion.SeatsOffered] = "هناك مقاعد لأسرتكم {1}. أجيبوا قبل {2} وإلا أعطيت لغيركم.",
                [Occasion.SeatsConfirmed] = "تأكدت مقاعد أسرتكم {1}. تابعوا تسجيلكم لمعرفة مكان الحضور ووقته.",
                [Occasion.OfferLapsed] = "لم يصل جواب، فأعطيت المقاعد المعروضة على أسرتكم {1} لغيركم. ما زلتم مسجلين.",
                [Occasion.OfferWithdrawn] = "لم تعد المقاعد المعروضة على أسرتكم {1} متوفرة. ما زلتم مسجلين.",
                [Occasion.RouteClosed] =
                    "الطريق المقررة لأسرتكم {1} مغلقة. ابقوا في مكان آمن ولا تنطلقوا، وتابعوا تسجيلكم لمعرفة ما يلي.",
                [Occasion.RouteOpened] = "لم تعد الطريق المقررة لأسرتكم {1} مغلقة. تابعوا تسجيلكم لمعرفة مكان الحضور ووقته.",
                [Occasion.RegisteredByFile] =
                    "أسرتكم مسجلة لدى هذه الجهة: {0}. الرقم المرجعي {1} والرمز السري {3}: بهما ترون وضعكم وتجيبون على العروض. هذا "
                    + "ليس مقعدا.",
            }),
    }.ToFrozenDictionary();

    public static IEnumerable<string> Languages => Spoken.Keys.Order(StringComparer.Ordinal);

    /// <summary>Subject and text, in the language or in English, and in which of the two.</summary>
    public static (string Subject, string Text, string Language) Of(
        Occasion occasion, string language, string party, string reference, DateTimeOffset? until, string secret = "")
    {
        var (words, spoken) = Find(language);
        var names = new object[] { party, reference, DayOf(until), secret };

        return (string.Format(null, words.Subject, names), string.Format(null, words.Texts[occasion], names), spoken);
    }

    /// <summary>The same for a person whose messages anybody may read: the code words she agreed on, and nothing else that could tell.</summary>
    public static (string Subject, string Text, string Language) Neutral(string language, string? codeWords, DateTimeOffset? until)
    {
        var (words, spoken) = Find(language);

        return (codeWords ?? words.NeutralSubject, until is null ? words.NeutralText : string.Format(null, words.NeutralDeadline, "", "", DayOf(until)), spoken);
    }

    /// <summary>A code to sign in with, in words that say nothing of where.</summary>
    public static (string Subject, string Text, string Language) Code(string language, string code, string minutes)
    {
        var (words, spoken) = Find(language);

        return (words.NeutralSubject, string.Format(null, words.Code, code, minutes), spoken);
    }

    private static (Words Words, string Language) Find(string language) =>
        Spoken.TryGetValue(language, out var words) ? (words, language) : (Spoken[English], English);

    private static string DayOf(DateTimeOffset? until) =>
        until?.ToUniversalTime().ToString("yyyy-MM-dd HH:mm 'UTC'", System.Globalization.CultureInfo.InvariantCulture) ?? "";

    private sealed record Words(
        string Subject, string NeutralSubject, string NeutralText, string NeutralDeadline, string Code, Dictionary<Occasion, string> Texts);
}
