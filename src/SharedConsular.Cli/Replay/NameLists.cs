using SharedConsular.Cli.Randomness;

namespace SharedConsular.Cli.Replay;

/// <summary>Common names, put together at random: nobody's.</summary>
internal static class NameLists
{
    private static readonly Dictionary<string, (string[] Given, string[] Family, string Between)> ByScript = new()
    {
        ["Latn"] = (
            [
                "Aino", "Bruno", "Cristina", "Daniel", "Eeva", "Fatou", "Grace", "Hugo", "Ilze", "Jonas",
                "Kristjan", "Leila", "Maria", "Nuno", "Olga", "Priya", "Rasa", "Søren", "Tove", "Zoë",
            ],
            [
                "Andersen", "Bērziņš", "Campbell", "da Silva", "Eriksson", "Fonseca", "García", "Hansen", "Jõgi",
                "Kazlauskas", "Lindqvist", "Mäkinen", "Ní Bhriain", "O’Neill", "Reyes", "Santos", "Tamm", "Williams",
            ],
            " "),
        ["Arab"] = (
            ["أحمد", "فاطمة", "محمد", "ليلى", "خالد", "نور", "يوسف", "مريم", "عمر", "هدى"],
            ["الحسن", "العبدالله", "الخطيب", "النجار", "المصري", "حداد", "الزعبي", "التميمي"],
            " "),
        ["Cyrl"] = (
            ["Олена", "Іван", "Марія", "Петро", "Георги", "Елена", "Димитър", "Наталія", "Тарас", "Цветана"],
            ["Шевченко", "Коваленко", "Бондаренко", "Иванов", "Георгиева", "Петров", "Ткаченко", "Димитрова"],
            " "),
        ["Hani"] = (
            ["伟", "芳", "娜", "敏", "静", "丽", "强", "磊", "洋", "艳"],
            ["王", "李", "张", "刘", "陈", "杨", "黄", "林"],
            ""),
    };

    public static string Draw(string script, SeededRandom random)
    {
        var (given, family, between) = ByScript.GetValueOrDefault(script, ByScript["Latn"]);
        var first = random.Pick(given);
        var last = random.Pick(family);

        return script == "Hani" ? last + between + first : first + between + last;
    }
}
