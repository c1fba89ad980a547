using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace SharedConsular.Consoles.Operator;

/// <summary>
/// How many nodes a crowd takes, reckoned as the README of the chart does: what a core does is half of what two cores were measured to
/// do that client, server and disk shared.
/// </summary>
/// <param name="HouseholdsAnHour">Who registers.</param>
/// <param name="SpikeTimes">How many times as many come in a spike.</param>
/// <param name="Gates">At which people board.</param>
/// <param name="UsePercent">How busy a node may be.</param>
/// <param name="SpareNodes">One may die; one may be replaced meanwhile.</param>
/// <param name="IsDatabaseFar">Over a network, which was not measured: half as much again.</param>
public sealed record Capacity(
    int HouseholdsAnHour, int SpikeTimes, int Gates, int Officers, int CoresANode, int UsePercent, int SpareNodes, bool IsDatabaseFar)
{
    public const int RegistrationsACore = 570;
    public const int ReadsACore = 4_600;
    public const int ScansACore = 1_600;
    public const int CommandsACore = 1_400;

    /// <summary>Of a node to the database.</summary>
    public const int ConnectionsANode = 24;

    private const int LooksAHousehold = 2;
    private const int ScansAGateAnHour = 2_700;
    private const int CommandsAnOfficerAMinute = 4;
    private const int SecondsAnHour = 3_600;
    private const int SecondsAMinute = 60;

    /// <summary>Ten times the largest crowd of any evacuation; a larger number is a slip.</summary>
    private const int HouseholdsMax = 1_500_000;
    private const int CountMax = 100_000;

    /// <summary>The largest crowd of the chart.</summary>
    public static Capacity Standard { get; } = new(150_000, 20, 30, 1_500, 2, 50, 2, true);

    public double Registrations => (double)HouseholdsAnHour * SpikeTimes / SecondsAnHour;

    /// <summary>Each looks whether she has a place.</summary>
    public double Reads => Registrations * LooksAHousehold;

    public double Scans => (double)Gates * ScansAGateAnHour / SecondsAnHour;

    public double Commands => (double)Officers * CommandsAnOfficerAMinute / SecondsAMinute;

    public double Cores => (Registrations / RegistrationsACore) + (Reads / ReadsACore) + (Scans / ScansACore) + (Commands / CommandsACore);

    public double CoresAtUse => Cores * 100 / UsePercent;

    public int NodesForLoad => Math.Max(1, (int)Math.Ceiling(CoresAtUse / CoresANode));

    public int Nodes => IsDatabaseFar ? HalfAgain(NodesForLoad + SpareNodes) : NodesForLoad + SpareNodes;

    public int Connections => Nodes * ConnectionsANode;

    internal static Capacity Read(IQueryCollection asked)
    {
        return asked.Count == 0 ? Standard : new Capacity(
            Number("households", Standard.HouseholdsAnHour, 0, HouseholdsMax), Number("spike", Standard.SpikeTimes, 1, CountMax),
            Number("gates", Standard.Gates, 0, CountMax), Number("officers", Standard.Officers, 0, CountMax), Number("cores", Standard.CoresANode, 1, CountMax),
            Number("use", Standard.UsePercent, 1, 100), Number("spare", Standard.SpareNodes, 0, CountMax), asked["far"] == "yes");

        int Number(string name, int standard, int min, int max) =>
            Math.Clamp(int.TryParse(asked[name], NumberStyles.None, CultureInfo.InvariantCulture, out var said) ? said : standard, min, max);
    }

    private static int HalfAgain(int nodes) => nodes + ((nodes + 1) / 2);
}
