using System.Globalization;

namespace Acd.Simulator;

/// <summary>How values are written on plots.</summary>
public static class PlotFormat
{
    /// <summary>A number, as short as it can be.</summary>
    public static string Number(double value) => value.ToString("#,0.####", CultureInfo.InvariantCulture);

    /// <summary>A share in percent.</summary>
    public static string Percent(double share) => (100 * share).ToString("0.##", CultureInfo.InvariantCulture) + " %";

    /// <summary>An hour of the day.</summary>
    public static string Hour(double hour) => hour.ToString("00", CultureInfo.InvariantCulture) + ":00";
}
