using System.Xml;
using System.Xml.Linq;

namespace SharedConsular.Api.Intake;

/// <summary>
/// Reads persons from PFIF 1.4 (People Finder Interchange Format). From anybody, so nothing outside the text is ever read: no
/// document type, no entities, no addresses.
/// </summary>
internal static class PersonFinderFile
{
    /// <summary>Of either version that is still about: elements have the same names.</summary>
    private const string NamespacePrefix = "http://zesty.ca/pfif/1.";

    private static readonly (string Element, ImportedColumn Column)[] Elements =
    [
        ("full_name", ImportedColumn.Name),
        ("given_name", ImportedColumn.GivenName),
        ("family_name", ImportedColumn.FamilyName),
        ("date_of_birth", ImportedColumn.BirthDate),
        ("home_country", ImportedColumn.Nationality),
        ("author_phone", ImportedColumn.Contact),
        ("author_email", ImportedColumn.Contact),
    ];

    /// <returns>Null when the text is no XML, or none that may be read.</returns>
    public static IEnumerable<ImportedRow>? Read(string text)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = ImportRequests.ContentLengthMax,
            MaxCharactersFromEntities = 0,
        };
        try
        {
            using var reader = XmlReader.Create(new StringReader(text), settings);
            var document = XDocument.Load(reader, LoadOptions.SetLineInfo);

            return document.Root?.Name.NamespaceName.StartsWith(NamespacePrefix, StringComparison.Ordinal) is true
                ? [.. document.Descendants(document.Root.Name.Namespace + "person").Select(Row)]
                : null;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static ImportedRow Row(XElement person)
    {
        var cells = new Dictionary<ImportedColumn, string>();
        foreach (var (name, column) in Elements)
        {
            if (person.Element(person.Name.Namespace + name)?.Value.Trim() is { Length: > 0 } value)
            {
                cells.TryAdd(column, value);
            }
        }

        if (person.Descendants(person.Name.Namespace + "last_known_location").LastOrDefault()?.Value.Trim() is { Length: > 0 } place)
        {
            cells[ImportedColumn.Whereabouts] = place;
        }

        return new ImportedRow(((IXmlLineInfo)person).LineNumber, "", cells);
    }
}
