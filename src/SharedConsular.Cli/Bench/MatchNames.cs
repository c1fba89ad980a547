namespace SharedConsular.Cli.Bench;

/// <summary>
/// Common names, each in the spellings seen in passports and on forms, in two scripts where there are two. Written from
/// memory of how such names are spelled, not with the tables of the matching: it is measured against these.
/// </summary>
internal static class MatchNames
{
    public static IReadOnlyList<MatchPeople> All { get; } =
    [
        new(
            45,
            Of(
                "Mohammed|Muhammad|Mohamed|Mohamad|محمد,Ahmed|Ahmad|Achmed|أحمد,Ali|Aly|علي,Omar|Umar|Omer|عمر,"
                + "Youssef|Yusuf|Yousif|Yosef|يوسف,Ibrahim|Ebrahim|Ibraheem|إبراهيم"),
            Of(
                "Fatima|Fatimah|Fatma|فاطمة,Maryam|Mariam|Meriem|مريم,Aisha|Aicha|Ayesha|عائشة,Zainab|Zeinab|Zaynab|زينب,"
                + "Huda|Hoda|هدى,Laila|Leila|Layla|ليلى"),
            Of(
                "Khalid|Khaled|Chalid|خالد,Hassan|Hasan|Hassen|حسن,Hussein|Husain|Hossein|حسين,Mustafa|Moustafa|Mostafa|مصطفى,"
                + "Abdulrahman|Abdel Rahman|Abd al-Rahman|عبد الرحمن,Osman|Othman|Uthman|عثمان"),
            Of(
                "al-Hassan|El Hassan|Alhassan|الحسن,Haddad|Hadad|حداد,Nasser|Nasir|Naser|ناصر,Salih|Saleh|Salah|صالح,"
                + "Idris|Idriss|Edris|إدريس,Bashir|Basheer|Bachir|بشير,Adam|Adem|آدم,Mahmoud|Mahmud|Mahmood|محمود,Taha|Taaha|طه,"
                + "Eltayeb|al-Tayyib|El Tayeb|الطيب,Mansour|Mansur|منصور,Karim|Kareem|كريم,Rashid|Rasheed|Rachid|رشيد,"
                + "Suleiman|Sulayman|Soliman|سليمان,Yacoub|Yaqub|Yakoub|يعقوب,Jaber|Jabir|Gaber|جابر")),
        new(
            15,
            Of(
                "Ivan|Iwan|Иван,Sergei|Sergey|Serhii|Сергей,Dmitry|Dmitri|Dmitrij|Дмитрий,Alexander|Aleksandr|Oleksandr|Александр,"
                + "Yuri|Yuriy|Iurii|Юрий,Mykhailo|Mikhail|Michail|Михаил"),
            Of(
                "Olena|Elena|Yelena|Елена,Natalia|Nataliia|Natalya|Наталия,Tatiana|Tetiana|Tatyana|Татьяна,Yulia|Iuliia|Julia|Юлия,"
                + "Oksana|Oxana|Оксана,Svitlana|Svetlana|Светлана"),
            Of("Petrovych|Petrovich|Петрович,Ivanovych|Ivanovich|Иванович,Mykolayovych|Nikolaevich|Николаевич"),
            Of(
                "Shevchenko|Schewtschenko|Chevtchenko|Шевченко,Kovalenko|Kowalenko|Коваленко,Bondarenko|Бондаренко,"
                + "Tkachenko|Tkatchenko|Ткаченко,Ivanov|Iwanow|Иванов,Petrov|Petrow|Петров,Georgiev|Gueorguiev|Георгиев,"
                + "Dimitrov|Dimitroff|Димитров,Kuznetsov|Kouznetsov|Кузнецов,Zhukov|Joukov|Schukow|Жуков,"
                + "Khmelnytsky|Khmelnitsky|Chmelnyzkyj|Хмельницкий,Vasiliev|Vasilyev|Wassiljew|Васильев")),
        new(
            40,
            Of(
                "John|Jon,Peter|Pieter,William|Bill,Thomas|Tomas,Andrew|Andrea,Stephen|Steven,José|Jose,Jean|Jean-Paul,Karl|Carl,"
                + "Erik|Eric,Lukas|Lucas,Marc|Mark,Philip|Phillip,Daniel|Danielle"),
            Of(
                "Anne|Ann,Catherine|Katherine,Sarah|Sara,Elizabeth|Elisabeth,María|Maria,Sofia|Sophia,Isabel|Isabelle,Helen|Helena,"
                + "Christine|Kristine,Zoë|Zoe,Hannah|Hanna,Emily|Emilie,Grace|Gracie,Lucia|Lucía"),
            Of("James,Paul,Marie,Rose,Alexander,Lee,Joseph,Jane"),
            Of(
                "Smith|Smyth,Johnson|Johnston,Müller|Mueller,García|Garcia,O'Neill|ONeill,Andersen|Anderson,Fernandes|Fernandez,"
                + "Dubois|Du Bois,van den Berg|Vandenberg,Schmidt|Schmitt,Rossi|Rosi,Nguyen|Nguyên,Kowalski|Kowalsky,Silva|da Silva,"
                + "Murphy|Murphey,Campbell|Cambell,Eriksson|Ericsson,Larsen|Larson,Lefebvre|Lefèvre,Novak|Nowak,"
                + "Papadopoulos|Παπαδόπουλος,Tamm,Reyes,Santos|dos Santos,Mensah,Okafor|Okafore,Banerjee|Banerji,Patel,Singh|Sing,"
                + "Chaudhry|Choudhury,Tan|Tann,Lim,Williams|Wiliams,Roberts|Robert,Hughes|Hugues,Walker,Wright,Cooper|Coper,Baker,"
                + "Fischer|Fisher")),
    ];

    private static string[][] Of(string names) => [.. names.Split(',').Select(n => n.Split('|'))];
}

/// <summary>Names of people who name their children alike; of each the spellings.</summary>
internal sealed record MatchPeople(double Weight, string[][] Men, string[][] Women, string[][] Middle, string[][] Family);
