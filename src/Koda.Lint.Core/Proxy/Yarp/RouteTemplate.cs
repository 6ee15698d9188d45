namespace Koda.Lint.Proxy.Yarp;

/// <summary>A route's path as ASP.NET Core matches it: <c>/api/{version}/{**rest}</c>.</summary>
internal sealed class RouteTemplate
{
    private readonly IReadOnlyList<Segment> _segments;

    private RouteTemplate(IReadOnlyList<Segment> segments) => _segments = segments;

    /// <summary>How specific it is: of two templates the one whose text sorts first is asked first.</summary>
    public string Precedence => string.Concat(_segments.Select(segment => segment.Kind switch
    {
        SegmentKind.Literal => "1",
        SegmentKind.Parameter => segment.IsConstrained ? "2" : "3",
        _ => segment.IsConstrained ? "4" : "5",
    }));

    /// <summary>A path that it takes.</summary>
    public string Example => "/" + string.Join("/", _segments.Select(segment => segment.Kind == SegmentKind.Literal ? segment.Text : "probe"));

    /// <summary>Reads a template; null stands for every path.</summary>
    public static RouteTemplate Read(string? template)
    {
        var segments = new List<Segment>();
        foreach (var text in (template ?? "/{**path}").Trim('/').Split('/'))
        {
            if (text.Length == 0)
                continue;
            if (text[0] != '{' || text[text.Length - 1] != '}')
            {
                segments.Add(new Segment(text.IndexOf('{') >= 0 ? SegmentKind.Parameter : SegmentKind.Literal, text, IsConstrained: text.IndexOf('{') >= 0, IsOptional: false));
                continue;
            }

            var name = text.Substring(1, text.Length - 2);
            var isCatchAll = name.StartsWith("*", StringComparison.Ordinal);
            segments.Add(new Segment(isCatchAll ? SegmentKind.CatchAll : SegmentKind.Parameter, name.TrimStart('*'), name.IndexOf(':') > 0, name.EndsWith("?", StringComparison.Ordinal) || name.IndexOf('=') > 0));
        }

        return new RouteTemplate(segments);
    }

    /// <summary>Whether it takes a path; null when a constraint decides it.</summary>
    public bool? Matches(string path)
    {
        var parts = path.Split('?')[0].Trim('/').Split('/').Where(part => part.Length > 0).ToList();
        bool? result = true;
        for (var i = 0; i < _segments.Count; i++)
        {
            var segment = _segments[i];
            if (segment.Kind == SegmentKind.CatchAll)
                return segment.IsConstrained ? null : result;
            if (i >= parts.Count)
                return segment.IsOptional ? result : false;
            if (segment.Kind == SegmentKind.Literal && !segment.Text.Equals(Uri.UnescapeDataString(parts[i]), StringComparison.OrdinalIgnoreCase))
                return false;
            if (segment.IsConstrained)
                result = null;
        }

        return parts.Count > _segments.Count ? false : result;
    }

    /// <summary>What a catch-all parameter, or another one, takes of a path.</summary>
    public string? ValueOf(string parameter, string path)
    {
        var parts = path.Trim('/').Split('/');
        for (var i = 0; i < _segments.Count; i++)
        {
            var name = _segments[i].Text.Split(':', '=')[0].TrimEnd('?');
            if (_segments[i].Kind != SegmentKind.Literal && name.Equals(parameter, StringComparison.OrdinalIgnoreCase))
                return _segments[i].Kind == SegmentKind.CatchAll ? string.Join("/", parts.Skip(i)) : i < parts.Length ? parts[i] : "";
        }

        return null;
    }

    private enum SegmentKind
    {
        Literal,
        Parameter,
        CatchAll,
    }

    private sealed record Segment(SegmentKind Kind, string Text, bool IsConstrained, bool IsOptional);
}
