using System.Collections.Immutable;
using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace SharedConsular.Policies.Text;

/// <summary>
/// Reads the plain part of YAML. Anchors, aliases and tags are refused: they make a file say what nobody can see in it,
/// and an alias in an alias grows without bound.
/// </summary>
internal static class YamlText
{
    private const int DepthMax = 20;
    private const int NodesMax = 200_000;

    /// <returns>Null when the text is no YAML, or not the plain part of it; the faults say why.</returns>
    public static YamlMap? Read(byte[] content, FaultLog faults)
    {
        string text;
        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(content);
        }
        catch (DecoderFallbackException)
        {
            faults.Error("policy.syntax", 0, "The file is not UTF-8.");
            return null;
        }

        var reading = new Reading(faults);
        try
        {
            var parser = new Parser(new StringReader(text.TrimStart('\uFEFF')));
            parser.Consume<StreamStart>();
            if (!parser.TryConsume<DocumentStart>(out _))
            {
                faults.Error("policy.syntax", 0, "The file is empty.");
                return null;
            }

            var root = reading.Node(parser, 0);
            parser.Consume<DocumentEnd>();
            if (parser.Accept<DocumentStart>(out var second))
            {
                faults.Error("policy.syntax", (int)second.Start.Line, "One file holds one document.");
                return null;
            }

            if (root is not YamlMap map)
            {
                faults.Error("policy.wrong-type", root.Line, $"A file is a map of keys; this is {root.Shape}.");
                return null;
            }

            return map;
        }
        catch (YamlException fault)
        {
            faults.Error("policy.syntax", (int)fault.Start.Line, fault.Message);
            return null;
        }
        catch (TooMuchException fault)
        {
            faults.Error("policy.too-large", fault.Line, fault.Message);
            return null;
        }
    }

    private sealed class Reading(FaultLog faults)
    {
        private int _nodes;

        public YamlNode Node(IParser parser, int depth)
        {
            var line = (int)parser.Current!.Start.Line;
            if (depth > DepthMax)
            {
                throw new TooMuchException(line, $"Nested deeper than {DepthMax}.");
            }

            if (++_nodes > NodesMax)
            {
                throw new TooMuchException(line, $"More than {NodesMax} words in one file.");
            }

            if (parser.TryConsume<AnchorAlias>(out _))
            {
                faults.Error("policy.syntax", line, "Aliases are not read: write it out.");
                return new YamlWord(line, "");
            }

            if (parser.Current is NodeEvent node && !(node.Anchor.IsEmpty && node.Tag.IsEmpty))
            {
                faults.Error("policy.syntax", line, "Anchors and tags are not read: write it out.");
            }

            return parser.TryConsume<Scalar>(out var scalar) ? new YamlWord(line, scalar.Value)
                : parser.TryConsume<SequenceStart>(out _) ? List(parser, line, depth)
                : Map(parser, line, depth);
        }

        private YamlList List(IParser parser, int line, int depth)
        {
            var items = ImmutableArray.CreateBuilder<YamlNode>();
            while (!parser.TryConsume<SequenceEnd>(out _))
            {
                items.Add(Node(parser, depth + 1));
            }

            return new YamlList(line, items.DrainToImmutable());
        }

        private YamlMap Map(IParser parser, int line, int depth)
        {
            parser.Consume<MappingStart>();
            var entries = ImmutableArray.CreateBuilder<YamlEntry>();
            var seen = new Dictionary<string, int>(StringComparer.Ordinal);
            while (!parser.TryConsume<MappingEnd>(out _))
            {
                var key = Node(parser, depth + 1);
                var value = Node(parser, depth + 1);
                if (key is not YamlWord word)
                {
                    faults.Error("policy.syntax", key.Line, "A key is one word.");
                }
                else if (!seen.TryAdd(word.Text, word.Line))
                {
                    faults.Error("policy.duplicate-key", word.Line, $"'{word.Text}' stands here twice, first on line {seen[word.Text]}.");
                }
                else
                {
                    entries.Add(new YamlEntry(word.Text, word.Line, value));
                }
            }

            return new YamlMap(line, entries.DrainToImmutable());
        }
    }

    /// <summary>Ends the reading of one file from within the recursion; caught in <see cref="Read"/> only.</summary>
    private sealed class TooMuchException(int line, string message) : Exception(message)
    {
        public int Line => line;
    }
}
