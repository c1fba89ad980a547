using System.Globalization;
using CsvHelper;

namespace SharedConsular.Policies.Text;

/// <summary>A table with named columns, read row by row; each row knows its line.</summary>
internal static class CsvTable
{
    private const int RowsMax = 200_000;
    private const int RecordBytesMax = 64 * 1024;

    /// <summary>Hands every row to <paramref name="each"/>, which reads cells by the order of <paramref name="columns"/>.</summary>
    public static void Read(byte[] content, FaultLog faults, string[] columns, Action<CsvCells> each)
    {
        using var reader = CsvReader.Create(content, new CsvReaderOptions
        {
            Separator = ',',
            TrackLineNumbers = true,
            TrimWhitespace = false,
            MaxRecordSize = RecordBytesMax,
            PoolStrings = true,
            FieldCountMismatch = CsvFieldCountHandling.Skip,
            MalformedData = CsvMalformedDataHandling.Skip,
            OnMalformedRecord = record => faults.Error("policy.reference-unreadable", (int)record.LineNumber, record.Reason switch
            {
                CsvMalformedReason.FieldCountMismatch => "The row has another number of cells than the header.",
                _ => "A quotation mark is out of place.",
            }),
        });
        try
        {
            reader.ReadHeader();
            var positions = Array.ConvertAll(columns, column => reader.TryGetFieldIndex(column, out var index) ? index : -1);
            foreach (var missing in columns.Where((_, i) => positions[i] < 0))
            {
                faults.Error("policy.missing", 1, $"The column '{missing}' is missing.");
            }

            var row = new CsvCells(reader, positions, faults);
            for (var rows = 0; positions.All(p => p >= 0) && reader.Read(); rows++)
            {
                if (rows >= RowsMax)
                {
                    faults.Error("policy.too-large", row.Line, $"More than {RowsMax} rows.");
                    return;
                }

                each(row);
            }
        }
        catch (CsvFormatException fault)
        {
            faults.Error("policy.reference-unreadable", (int)fault.LineNumber, fault.Message);
        }
    }
}

internal sealed class CsvCells(CsvReader reader, int[] positions, FaultLog faults)
{
    public int Line => (int)reader.LineNumber;

    public string this[int column] => reader.GetString(positions[column]);

    public string[] List(int column) => this[column].Split('|', StringSplitOptions.RemoveEmptyEntries);

    /// <returns>Null when the cell is empty, or holds no number (a fault).</returns>
    public double? Number(int column)
    {
        if (this[column] is not { Length: > 0 } text)
        {
            return null;
        }

        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        faults.Error("policy.not-a-number", Line, $"'{text}' is not a number.");
        return null;
    }

    /// <returns>Null when the cell is empty, or holds no date (a fault). A year alone is its first day.</returns>
    public DateOnly? Date(int column)
    {
        if (this[column] is not { Length: > 0 } text)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text.Length is 4 ? $"{text}-01-01" : text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        faults.Error("policy.not-a-date", Line, $"'{text}' is not a date.");
        return null;
    }
}
