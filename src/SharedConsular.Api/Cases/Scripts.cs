namespace SharedConsular.Api.Cases;

/// <summary>The script a name is written in (ISO 15924), told from its letters.</summary>
internal static class Scripts
{
    public static string Of(string? text) => text?.FirstOrDefault(char.IsLetter) switch
    {
        null or '\0' => "Zyyy",
        >= '\u0370' and <= '\u03FF' => "Grek",
        >= '\u0400' and <= '\u052F' => "Cyrl",
        >= '\u0530' and <= '\u058F' => "Armn",
        >= '\u0590' and <= '\u05FF' => "Hebr",
        (>= '\u0600' and <= '\u06FF') or (>= '\u0750' and <= '\u077F') or (>= '\uFB50' and <= '\uFEFC') => "Arab",
        >= '\u0900' and <= '\u097F' => "Deva",
        >= '\u0E00' and <= '\u0E7F' => "Thai",
        >= '\u10A0' and <= '\u10FF' => "Geor",
        >= '\u1200' and <= '\u137F' => "Ethi",
        >= '\u3040' and <= '\u30FF' => "Jpan",
        >= '\u4E00' and <= '\u9FFF' => "Hani",
        >= '\uAC00' and <= '\uD7AF' => "Hang",
        _ => "Latn",
    };
}
