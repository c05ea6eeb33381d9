using System.IO.Enumeration;
using System.Text.Json;
using System.Text.Json.Nodes;
using Brokerage.Shapes.Reading;

namespace Brokerage.Shapes.Making;

/// <summary>Makes a broker's manifest from its samples and specifications. The same input gives the same text.</summary>
internal sealed class ManifestMaker
{
    private readonly string _broker;
    private readonly string _folder;
    private readonly SourceBook _book;
    private readonly List<ApiDocument> _documents;

    private ManifestMaker(string broker, string folder)
    {
        (_broker, _folder, _book) = (broker, folder, SourceBook.Load(broker));
        _documents = _book.Specifications.ConvertAll(file => ApiDocument.Load(Path.Combine(folder, file)));
    }

    /// <summary>Makes the manifest from the folder with the broker's documents.</summary>
    public static ShapeManifest Make(string broker, string folder)
    {
        var maker = new ManifestMaker(broker, folder);
        var sections = maker.Sections().ToList();
        var shapes = sections.ToDictionary(section => section.Name, maker.Make, StringComparer.Ordinal);
        foreach (var section in sections)
        {
            foreach (var (other, place) in section.Like)
            {
                shapes[section.Name] = Widen(shapes[section.Name], shapes[other], place);
            }
        }

        return new ShapeManifest(broker, shapes);
    }

    /// <summary>Recordings that no section reads and that are not left out for a reason, and patterns that name no recording.</summary>
    public static IEnumerable<string> Forgotten(string broker, string folder)
    {
        var book = SourceBook.Load(broker);
        string[] files = [.. Directory.GetFiles(Path.Combine(folder, "samples")).Select(file => Path.GetFileName(file))];
        string[] patterns = [.. book.Sections.SelectMany(section => section.Samples.Select(sample => sample.Pattern)), .. book.LeftOut];
        return files.Where(file => !patterns.Any(pattern => Fits(pattern, file))).Select(file => $"{broker}: {file} is read by no section")
            .Concat(patterns.Where(pattern => !files.Any(file => Fits(pattern, file))).Select(pattern => $"{broker}: {pattern} names no file"));
    }

    private IEnumerable<SourceSection> Sections()
    {
        var claimed = _book.Sections.SelectMany(section => section.Endpoints).Where(endpoint => !endpoint.IsRequest).Select(endpoint => endpoint.Operation).ToHashSet(StringComparer.Ordinal);
        var others = _documents.SelectMany(document => document.Operations.Where(operation => document.Answer(operation) is not null))
            .Where(operation => _book.Covers(operation) && !claimed.Contains(operation))
            .Distinct(StringComparer.Ordinal)
            .Select(operation =>
            {
                var section = new SourceSection(operation);
                section.Endpoints.Add(new SourceEndpoint(operation, IsRequest: false, IsList: false));
                return section;
            });
        return _book.Sections.Concat(others);
    }

    private Shape Make(SourceSection section)
    {
        var specified = Specified(section);
        var tally = new SampleTally(path => section.Maps.Contains(path) || specified.ContainsKey(Shape.Member(path, "*")));
        foreach (var message in section.Samples.SelectMany(Messages))
        {
            tally.Add(message);
        }

        var fields = tally.Types.ToDictionary(
            field => field.Key, field => new ShapeField(Types(field.Value, specified.GetValueOrDefault(field.Key)), tally.IsAlways(field.Key) && !section.Sometimes.Contains(field.Key), KnownFrom.Recorded), StringComparer.Ordinal);
        foreach (var (path, field) in specified)
        {
            // Where recordings of the very object lack a field, the specification's "required" has been proven wrong.
            fields.TryAdd(path, new ShapeField(field.Types, field.IsRequired && !tally.HasObject(Parent(path)), KnownFrom.Specified));
        }

        foreach (var (path, types) in section.Described)
        {
            fields.TryAdd(path.TrimEnd('?'), new ShapeField(types.Split('|').ToHashSet(StringComparer.Ordinal), !path.EndsWith('?'), KnownFrom.Described));
        }

        return new Shape(section.Name, [.. section.Endpoints.Select(endpoint => endpoint.ToString())], fields);
    }

    /// <summary>What stands at the place is a message of the other shape; of fields that only that one knows nobody says whether they are always there.</summary>
    private static Shape Widen(Shape shape, Shape other, string place)
    {
        var fields = shape.Fields.ToDictionary(StringComparer.Ordinal);
        foreach (var (path, field) in other.Fields.Where(field => !field.Key.StartsWith(place, StringComparison.Ordinal)))
        {
            string here = path == Shape.Root ? place : Shape.Member(place, path);
            fields[here] = fields.TryGetValue(here, out var own)
                ? own with { Types = own.Types.Union(field.Types, StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal) }
                : field with { IsAlways = path == Shape.Root && field.IsAlways };
        }

        return shape with { Fields = fields };
    }

    // What was recorded wins; a value that was only ever null, or a list that was only ever empty, says nothing of its type.
    private static HashSet<string> Types(SortedSet<string> recorded, SpecifiedField? specified)
    {
        var types = recorded.ToHashSet(StringComparer.Ordinal);
        bool onlyNull = recorded is { Count: 1 } && recorded.Contains("null");
        types.UnionWith(specified?.Types.Where(type => onlyNull || type is "null") ?? []);
        return types;
    }

    private Dictionary<string, SpecifiedField> Specified(SourceSection section)
    {
        var all = section.Endpoints.SelectMany(Specified).ToList();
        all.AddRange(section.Schemas.Select(file => JsonNode.Parse(File.ReadAllText(Path.Combine(_folder, file)))!).Select(schema => new SchemaWalk(schema).Of(schema)));
        return all.SelectMany(fields => fields.Keys).GroupBy(path => Mapped(path, section.Maps), StringComparer.Ordinal).ToDictionary(
            group => group.Key,
            group => new SpecifiedField(
                group.SelectMany(path => all.SelectMany(fields => fields.GetValueOrDefault(path)?.Types ?? new HashSet<string>())).ToHashSet(StringComparer.Ordinal),
                all.TrueForAll(fields => group.All(path => fields.TryGetValue(path, out var field) && field.IsRequired))),
            StringComparer.Ordinal);
    }

    /// <summary>A specification may name examples where the names are data: an account's number is no field.</summary>
    private static string Mapped(string path, IReadOnlySet<string> maps)
    {
        if (path == Shape.Root)
        {
            return path;
        }

        string at = Shape.Root;
        foreach (string step in path.Split('/'))
        {
            string name = step.TrimEnd('[', ']');
            at = Shape.Member(at, maps.Contains(at) ? "*" + step[name.Length..] : step);
        }

        return at;
    }

    private IEnumerable<Dictionary<string, SpecifiedField>> Specified(SourceEndpoint endpoint)
    {
        var found = _documents.Select(document => endpoint.IsRequest ? document.Request(endpoint.Operation) : document.Answer(endpoint.Operation)).FirstOrDefault(fields => fields is not null);
        if (found is null)
        {
            return [];
        }

        if (!endpoint.IsList)
        {
            return [found];
        }

        return [found.Where(field => field.Key.StartsWith("$[]", StringComparison.Ordinal)).ToDictionary(field => field.Key is "$[]" ? Shape.Root : field.Key[4..], field => field.Value, StringComparer.Ordinal)];
    }

    private IEnumerable<JsonElement> Messages(SourceSample sample)
    {
        var files = Directory.GetFiles(Path.Combine(_folder, "samples")).Order(StringComparer.Ordinal).Where(file => Fits(sample.Pattern, Path.GetFileName(file)));
        var messages = files.SelectMany(SampleFile.Read).SelectMany(message => sample.At is null ? [message] : At(message, sample.At.Split('/')));
        return sample.Each ? messages.SelectMany(message => message.EnumerateArray()) : messages;
    }

    private static IEnumerable<JsonElement> At(JsonElement message, IReadOnlyList<string> steps)
    {
        if (steps.Count == 0)
        {
            return [message];
        }

        IEnumerable<JsonElement> inside = steps[0] switch
        {
            "[]" => message.EnumerateArray(),
            "*" => message.EnumerateObject().Select(member => member.Value),
            var name => message.TryGetProperty(name, out var value) ? [value] : [],
        };
        return inside.SelectMany(element => At(element, [.. steps.Skip(1)]));
    }

    private static string Parent(string path) => path.LastIndexOf('/') is var end and >= 0 ? path[..end] : Shape.Root;

    private static bool Fits(string pattern, string file) => FileSystemName.MatchesSimpleExpression(pattern, file, ignoreCase: false);
}
