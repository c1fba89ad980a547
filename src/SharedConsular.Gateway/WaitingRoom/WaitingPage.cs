using System.Globalization;
using System.Net;

namespace SharedConsular.Gateway.WaitingRoom;

/// <summary>The page people see while they wait: small, without a script, and it comes again by itself.</summary>
internal static class WaitingPage
{
    private static readonly Words English = new(
        "en", "ltr", "Please wait a moment",
        "Very many people are registering at the moment. Your place in the row is kept: leave this page open, it goes on by itself.",
        "Before you: about {0}. Next look in {1} seconds.",
        "What you wrote was not sent yet. Go back, wait {1} seconds, and send it again: your place in the row is kept.",
        "A registration is not a seat. If your life is in danger, do not wait here: call the emergency number.");

    /// <summary>French, Spanish and Arabic were not yet read by somebody who speaks them at work.</summary>
    private static readonly Words[] Languages =
    [
        English,
        new("fr", "ltr", "Merci de patienter un instant",
            "Un très grand nombre de personnes s'inscrivent en ce moment. Votre place est gardée : laissez cette page ouverte, elle continue toute seule.",
            "Avant vous : environ {0}. Prochain essai dans {1} secondes.",
            "Ce que vous avez écrit n'est pas encore envoyé. Revenez en arrière, attendez {1} secondes et renvoyez-le : votre place est gardée.",
            "Une inscription n'est pas une place à bord. Si votre vie est en danger, n'attendez pas ici : appelez le numéro d'urgence."),
        new("es", "ltr", "Espere un momento, por favor",
            "Muchísimas personas se están registrando en este momento. Su turno se conserva: deje esta página abierta, sigue sola.",
            "Antes de usted: unas {0}. Próximo intento en {1} segundos.",
            "Lo que escribió todavía no se ha enviado. Vuelva atrás, espere {1} segundos y envíelo otra vez: su turno se conserva.",
            "Un registro no es una plaza. Si su vida corre peligro, no espere aquí: llame al número de emergencia."),
        new("ar", "rtl", "يرجى الانتظار لحظة",
            "عدد كبير جدا من الناس يسجلون الآن. دوركم محفوظ: اتركوا هذه الصفحة مفتوحة وستتابع وحدها.",
            "قبلكم: نحو {0}. المحاولة التالية بعد {1} ثانية.",
            "لم يُرسل ما كتبتموه بعد. عودوا إلى الصفحة السابقة وانتظروا {1} ثانية ثم أرسلوه مرة أخرى: دوركم محفوظ.",
            "التسجيل ليس مقعدا. إذا كانت حياتكم في خطر فلا تنتظروا هنا: اتصلوا برقم الطوارئ."),
    ];

    /// <param name="acceptLanguage">What the browser asks for; the first language we have wins.</param>
    /// <param name="place">Where she stands.</param>
    /// <param name="comesAgain">Whether the page may ask again by itself; a form that was sent must be sent by her.</param>
    public static string Html(string acceptLanguage, Place place, bool comesAgain)
    {
        var words = Find(acceptLanguage);
        var seconds = Math.Ceiling(place.Wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        var refresh = comesAgain ? $"<meta http-equiv=\"refresh\" content=\"{seconds}\">" : "";
        var now = string.Format(CultureInfo.InvariantCulture, comesAgain ? words.Ahead : words.NotSent, place.Ahead, seconds);

        return $"""
            <!doctype html>
            <html lang="{words.Language}" dir="{words.Direction}">
            <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">{refresh}
            <title>{Text(words.Title)}</title>
            <style>:root{"{"}color-scheme:light dark{"}"}
            body{"{"}font:1.2rem/1.5 system-ui,sans-serif;max-width:36rem;margin:2rem auto;padding:0 1rem{"}"}</style>
            <main><h1>{Text(words.Title)}</h1>
            <p>{Text(words.Why)}</p>
            <p role="status"><strong>{Text(now)}</strong></p>
            <p>{Text(words.Danger)}</p></main>
            </html>
            """;
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private static Words Find(string acceptLanguage) => acceptLanguage.Split(',')
        .Select(part => part.Trim().Split(['-', ';'])[0].ToLowerInvariant())
        .Select(code => Languages.FirstOrDefault(l => l.Language == code))
        .FirstOrDefault(found => found is not null) ?? English;

    private sealed record Words(string Language, string Direction, string Title, string Why, string Ahead, string NotSent, string Danger);
}
