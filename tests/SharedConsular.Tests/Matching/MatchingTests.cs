using SharedConsular.Cases;
using SharedConsular.Households;
using SharedConsular.Matching;
using SharedConsular.Routing;

namespace SharedConsular.Tests.Matching;

/// <summary>Whether two records are of one household, across scripts and mistakes.</summary>
public sealed class MatchingTests
{
    private static readonly DateOnly Born = new(1984, 3, 7);

    [Theory]
    [InlineData("Mohamed Hassan", "محمد حسن")]
    [InlineData("Youssef al-Khatib", "يوسف الخطيب")]
    [InlineData("Abdulrahman Osman", "عبد الرحمن عثمان")]
    [InlineData("Abd el-Rahman Othman", "Abdurrahman Osman")]
    [InlineData("Yuliia Shevchenko", "Юлія Шевченко")]
    [InlineData("Aleksandr Kovalenko", "Александр Коваленко")]
    [InlineData("Abebe Bikila", "አበበ ቢቂላ")]
    [InlineData("Haile Selassie", "ኃይለ ሥላሴ")]
    [InlineData("Sheikh Hasina", "শেখ হাসিনা")]
    [InlineData("Amitabh Bachchan", "अमिताभ बच्चन")]
    [InlineData("Narendra Modi", "નરેન્દ્ર મોદી")]
    [InlineData("Somchai Jaidee", "สมชาย ใจดี")]
    [InlineData("Giorgi Kapanadze", "გიორგი კაპანაძე")]
    [InlineData("Armen Sargsyan", "Արմեն Սարգսյան")]
    [InlineData("Kim Minjun", "김 민준")]
    [InlineData("Kim Min-jun", "김민준")]
    [InlineData("Park Jisung", "박지성")]
    [InlineData("Tanaka Hanako", "たなか はなこ")]
    [InlineData("Sato Shoko", "サトウ ショウコ")]
    [InlineData("Fatima Aziz", "फ़ातिमा अज़ीज़")]
    [InlineData("Smith John", "John Smith")]
    [InlineData("José García", "Jose Garcia")]
    [InlineData("Giorgos Papadopoulos", "Γιώργος Παπαδόπουλος")]
    [InlineData("Catherine Müller", "Katherine Mueller")]
    public void The_same_name_is_known_again_in_another_script_order_or_spelling(string one, string other) =>
        Assert.InRange(Likeness(one, other), 0.88, 1);

    [Theory]
    [InlineData("Ahmed Hassan Ali", "Omar Hassan Ali")]
    [InlineData("Fatima Osman", "Huda Osman")]
    [InlineData("John Smith", "Peter Smith")]
    [InlineData("Ivan Petrov", "Sergei Petrov")]
    [InlineData("محمد حسن", "Peter Hansen")]
    public void Brothers_and_strangers_are_not_the_same(string one, string other) => Assert.InRange(Likeness(one, other), 0, 0.8);

    [Theory]
    [InlineData("Youssef", "يوسف")]
    [InlineData("Khaled", "خالد")]
    [InlineData("Zhukov", "Жуков")]
    public void Consonants_outlive_transliteration(string one, string other) =>
        Assert.Equal(NameWord.AllOf(one)[0].Skeleton, NameWord.AllOf(other)[0].Skeleton);

    [Fact]
    public void A_family_registered_by_two_relatives_is_certain()
    {
        var mother = Record("+249 912 345 678", ("Amina Osman Idris", new DateOnly(1990, 4, 5)), ("Omar Osman", Born));
        var uncle = Record(null, ("أمينة عثمان إدريس", new DateOnly(1990, 5, 4)), ("عمر عثمان", Born));

        var judgement = HouseholdComparison.Judge(mother, uncle);

        Assert.Equal(MatchLevel.Certain, judgement.Level);
        Assert.Contains(MatchEvidence.DayAndMonthSwapped, judgement.Evidence);
        Assert.Equal([(1, 1), (2, 2)], judgement.Pairs.Order());
    }

    [Fact]
    public void One_name_and_one_birth_date_alone_wait_for_a_person()
    {
        var judgement = HouseholdComparison.Judge(Record("0912345678", ("John Smith", Born)), Record("0799999999", ("Jon Smith", Born)));

        Assert.Equal(MatchLevel.Likely, judgement.Level);
    }

    [Fact]
    public void The_first_of_january_tells_fewer_people_apart()
    {
        var newYear = new DateOnly(1984, 1, 1);

        Assert.True(Score(newYear) < Score(Born));

        int Score(DateOnly born) => HouseholdComparison.Judge(Record(null, ("Ahmed Ali", born)), Record(null, ("Ahmed Ali", born))).ScorePercent;
    }

    [Fact]
    public void Two_families_of_the_same_names_and_other_birth_dates_are_two() =>
        Assert.Equal(
            MatchLevel.None,
            HouseholdComparison.Judge(
                Record(null, ("Ahmed Ali", Born), ("Fatima Ali", Born)),
                Record(null, ("Ahmed Ali", Born.AddDays(4_321)), ("Fatima Ali", Born.AddDays(-2_222)))).Level);

    [Fact]
    public void Who_is_not_in_the_other_record_speaks_against_it()
    {
        var both = Record("0912345678", ("Ahmed Ali", Born), ("Huda Ali", Born.AddYears(2)));
        var otherWife = Record("0912345678", ("Ahmed Ali", Born), ("Mariam Idris", Born.AddYears(9)));

        var judgement = HouseholdComparison.Judge(both, otherWife);

        Assert.Contains(MatchEvidence.MembersMissing, judgement.Evidence);
        Assert.True(judgement.ScorePercent < HouseholdComparison.Judge(both, both).ScorePercent);
    }

    [Fact]
    public void A_household_that_fears_its_state_has_nothing_to_be_matched_by()
    {
        var feared = Household("0912345678", ("Ahmed Ali", Born)) with { FearsOwnState = true, MatchKeys = "abc" };

        Assert.Null(MatchRecord.Of(feared));
        Assert.DoesNotContain(
            SharedConsular.Households.Household.Type.Rows(SharedConsular.Households.Household.KeyOf(TenantId.Parse("gb")!, "SH-1"), feared),
            r => r.List is MatchRows.Index or MatchRow.List);
    }

    [Fact]
    public void Evidence_and_keys_are_words_and_no_judgement_holds_a_name()
    {
        var judgement = HouseholdComparison.Judge(Record("0912345678", ("Ahmed Ali", Born)), Record("+249912345678", ("احمد علي", Born)));

        Assert.Equal(MatchLevel.Certain, judgement.Level);
        Assert.DoesNotContain("ahmed", judgement.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("Ahmed Hassan Ali", "1984-03-07", "أحمد حسن علي", "1984-07-03")]
    [InlineData("Ahmed Hassan Ali", "1984-03-07", "Hassan Ahmed", null)]
    [InlineData("Ahmed Hassan", null, "Ahmad Hasan", "1984-03-07")]
    [InlineData("Ahmed Hassan", "1984-03-07", "Ahmad Hasan", "1985-03-07")]
    public void Records_of_one_person_look_for_each_other(string one, string? bornOne, string other, string? bornOther)
    {
        var (first, second) = (KeysOf(one, bornOne), KeysOf(other, bornOther));

        Assert.NotEmpty(first.Kept.Intersect(second.Asked));
        Assert.NotEmpty(second.Kept.Intersect(first.Asked));
    }

    [Theory]
    [InlineData("+249 912 345 678", "0912-345-678")]
    [InlineData("٠٩١٢٣٤٥٦٧٨", "0912345678")]
    [InlineData("Ahmed@Example.org", " ahmed@example.org")]
    public void A_way_to_reach_her_is_the_same_however_it_is_written(string one, string other) =>
        Assert.Equal(MatchRecord.ContactOf(one), MatchRecord.ContactOf(other));

    private static MatchKeys KeysOf(string name, string? born) =>
        MatchKeys.Of(MatchRecord.Of(Household(null, (name, born is null ? null : Words.ParseDay(born))))!);

    private static double Likeness(string one, string other) => NameLikeness.Of(NameWord.AllOf(one), NameWord.AllOf(other));

    private static MatchRecord Record(string? contact, params (string Name, DateOnly? Born)[] members) => MatchRecord.Of(Household(contact, members))!;

    private static Household Household(string? contact, params (string Name, DateOnly? Born)[] members) => new()
    {
        Status = HouseholdStatus.Registered,
        Crisis = "sudan-2023",
        Home = TenantId.Parse("gb"),
        FollowHash = "hash",
        Contact = contact,
        Members =
        [
            .. members.Select((m, i) => new HouseholdMember(
                i + 1, [new PersonName(m.Name, "Zyyy")], m.Born, [new Nationality(TenantId.Parse("gb")!, NationalityProof.Claimed)], PlaceKind.Seat, false, null, null)),
        ],
    };
}
