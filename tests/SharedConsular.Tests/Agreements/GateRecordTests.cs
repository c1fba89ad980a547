using SharedConsular.Agreements;
using static SharedConsular.Tests.Routing.WorldExamples;

namespace SharedConsular.Tests.Agreements;

public sealed class GateRecordTests
{
    [Fact]
    public void A_record_that_names_nothing_stands_for_all() => Assert.True(Gate(GateKind.G1Consent, GateAnswer.Consented).StandsFor(Lv, Fj, Etd.Id, Day));

    [Fact]
    public void A_record_stands_for_what_it_names_only()
    {
        var record = Gate(GateKind.G1Consent, GateAnswer.Consented, Fj, Lv, Etd.Id, Day, Day.AddDays(1));

        Assert.True(record.StandsFor(Lv, Fj, Etd.Id, Day));
        Assert.False(record.StandsFor(Ee, Fj, Etd.Id, Day));
        Assert.False(record.StandsFor(Lv, Nz, Etd.Id, Day));
        Assert.False(record.StandsFor(Lv, Fj, Copy.Id, Day));
        Assert.False(record.StandsFor(Lv, Fj, Etd.Id, Day.AddDays(2)));
    }
}
