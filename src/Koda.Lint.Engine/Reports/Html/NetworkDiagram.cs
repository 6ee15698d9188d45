using System.Globalization;
using Koda.Lint.Rules;

namespace Koda.Lint.Reports.Html;

/// <summary>
/// Draws a network map as SVG: the internet on the left, the host and its reverse proxies, applications, data stores on the right. What reaches a
/// service past the proxies goes around them.
/// </summary>
internal static class NetworkDiagram
{
    private const int Width = 1000;
    private const int Gap = 22;
    private const int Head = 46;
    private const int Row = 26;
    private const int Margin = 18;
    private const int Lane = 9;

    private const int InternetLeft = 16;
    private const int InternetWidth = 116;

    /// <summary>Left edges and widths of the columns: host and proxies, applications, data stores.</summary>
    private static readonly (int Left, int Width)[] Columns = [(204, 206), (486, 226), (788, 196)];

    /// <summary>Who reaches a port, in words.</summary>
    public static string WordsOf(PortReach reach) => reach switch
    {
        PortReach.Everybody => "everybody",
        PortReach.EverybodyAsMeant => "everybody, as meant",
        PortReach.HostOnly => "this host only",
        _ => "unknown: its address has no value",
    };

    /// <summary>The class of the style sheet for a reach.</summary>
    public static string ClassOf(PortReach reach) => reach switch
    {
        PortReach.Everybody => "everybody",
        PortReach.EverybodyAsMeant => "meant",
        PortReach.HostOnly => "host",
        _ => "unknown",
    };

    /// <summary>Draws a map.</summary>
    /// <param name="html">Where to write.</param>
    /// <param name="map">The map.</param>
    /// <param name="id">What the ids of the drawing begin with.</param>
    public static void Write(HtmlWriter html, NetworkMap map, string id) => new Drawing(html, map, id).Write();

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A service's box.</summary>
    private sealed record Box(NetworkService Service, int Column, int Top)
    {
        public int Left => Columns[Column].Left;

        public int Right => Left + Columns[Column].Width;

        public int Height => HeightOf(Service);

        public int Middle => Top + (Head / 2);

        public static int HeightOf(NetworkService service) => Head + (Math.Max(service.Ports.Count, service.IsOnHostNetwork ? 1 : 0) * Row) + (service.Ports.Count > 0 || service.IsOnHostNetwork ? 8 : 0);

        /// <summary>The middle of a port's row.</summary>
        public int PortMiddle(int port) => Top + Head + (port * Row) + (Row / 2) - 2;
    }

    private sealed class Drawing
    {
        private const int HostHeight = 70;

        private readonly HtmlWriter _html;
        private readonly string _id;
        private readonly List<Box> _boxes = [];
        private readonly bool _hasHost;
        private readonly int _hostTop;
        private readonly int _top;
        private readonly int _bottom;
        private readonly int _height;
        private readonly int _internetMiddle;

        public Drawing(HtmlWriter html, NetworkMap map, string id)
        {
            _html = html;
            _id = id;
            var columns = ((ServiceRole[])[ServiceRole.ReverseProxy, ServiceRole.Application, ServiceRole.DataStore])
                .Select(role => map.Services.Where(service => service.Role == role).ToList()).ToList();
            _hasHost = map.Services.Any(service => service.Ports.Any(port => port.Reach == PortReach.HostOnly)) || columns[0].Count == 0;

            // Lanes above for what goes around the proxies.
            var around = columns.Skip(1).Sum(services => services.Sum(service => service.Ports.Count(port => port.Reach != PortReach.HostOnly) + (service.IsOnHostNetwork ? 1 : 0)));
            _top = Margin + 26 + (Math.Min(around, 12) * Lane);
            var heights = columns.Select((services, column) => services.Sum(service => Box.HeightOf(service) + Gap) + (column == 0 && _hasHost ? HostHeight + Gap : 0) - Gap).ToList();
            var tallest = Math.Max(HostHeight, heights.Max());
            for (var column = 0; column < columns.Count; column++)
            {
                var top = _top + ((tallest - heights[column]) / 2);
                if (column == 0 && _hasHost)
                {
                    _hostTop = top;
                    top += HostHeight + Gap;
                }

                foreach (var service in columns[column])
                {
                    _boxes.Add(new Box(service, column, top));
                    top += Box.HeightOf(service) + Gap;
                }
            }

            // And lanes below for what goes from the host around the applications.
            var below = columns[2].Sum(service => service.Ports.Count(port => port.Reach == PortReach.HostOnly));
            _internetMiddle = _top + (tallest / 2);
            _bottom = _top + tallest;
            _height = _bottom + Margin + (Math.Min(below, 6) * Lane);
        }

        public void Write()
        {
            _html.Open("svg", ("xmlns", "http://www.w3.org/2000/svg"), ("viewBox", "0 0 " + Number(Width) + " " + Number(_height)), ("role", "img"),
                ("aria-labelledby", _id + "-title"), ("aria-describedby", _id + "-words"), ("class", "network")).Line();
            _html.Element("title", "Who listens where", ("id", _id + "-title")).Line();
            _html.Element("desc", InWords(), ("id", _id + "-words")).Line();
            WriteMarkers();
            WriteHeadings();
            WriteEdges();
            WriteInternet();
            if (_hasHost)
                WriteHost();
            foreach (var box in _boxes)
                WriteBox(box);
            _html.CloseLine();
        }

        private string InWords() => string.Join(" ", _boxes.Select(box => box.Service).Select(service =>
            service.Name + (service.Ports.Count == 0
                ? service.IsOnHostNetwork ? " is on the host's network." : " publishes nothing."
                : " publishes " + string.Join(", ", service.Ports.Select(port => port.Address + " (" + WordsOf(port.Reach) + ")")) + ".")));

        private void WriteMarkers()
        {
            _html.Open("defs");
            foreach (var kind in (string[])["everybody", "meant", "host", "unknown", "inner"])
            {
                _html.Open("marker", ("id", _id + "-" + kind), ("viewBox", "0 0 10 10"), ("refX", "9"), ("refY", "5"), ("markerWidth", "7"), ("markerHeight", "7"),
                    ("markerUnits", "userSpaceOnUse"), ("orient", "auto"), ("class", "tip " + kind)).Empty("path", ("d", "M0 0 10 5 0 10Z")).Close();
            }

            _html.CloseLine();
        }

        private void WriteHeadings()
        {
            foreach (var (text, x) in ((string, int)[])[("Internet", InternetLeft), ("Host and proxies", Columns[0].Left), ("Applications", Columns[1].Left), ("Data stores", Columns[2].Left)])
                _html.Element("text", text, ("x", Number(x)), ("y", "20"), ("class", "column"));
            _html.Line();
        }

        private void WriteInternet()
        {
            Rectangle(InternetLeft, _internetMiddle - 35, InternetWidth, 70, "node internet");
            Label("Everybody", InternetLeft + (InternetWidth / 2), _internetMiddle - 2, "name", "middle");
            Label("out there", InternetLeft + (InternetWidth / 2), _internetMiddle + 17, "role", "middle");
            _html.Line();
        }

        private void WriteHost()
        {
            Rectangle(Columns[0].Left, _hostTop, Columns[0].Width, HostHeight, "node host");
            Label("This host", Columns[0].Left + 14, _hostTop + 28, "name");
            Label("its own proxy, its operators", Columns[0].Left + 14, _hostTop + 49, "role");
            _html.Line();
        }

        private void WriteBox(Box box)
        {
            Rectangle(box.Left, box.Top, box.Right - box.Left, box.Height, "node " + (box.Service.Role == ServiceRole.DataStore ? "store" : "service"));
            Label(Short(box.Service.Name, (box.Right - box.Left - 28) / 9), box.Left + 14, box.Top + 28, "name");
            for (var i = 0; i < box.Service.Ports.Count; i++)
                WriteChip(box, i, Short(box.Service.Ports[i].Address, 21) + " → " + box.Service.Ports[i].Target, ClassOf(box.Service.Ports[i].Reach));
            if (box.Service.IsOnHostNetwork)
                WriteChip(box, 0, "host network", "everybody");
            _html.Line();
        }

        private void WriteChip(Box box, int row, string text, string kind)
        {
            var middle = box.PortMiddle(row);
            Rectangle(box.Left + 8, middle - 10, box.Right - box.Left - 16, 20, "chip " + kind, 4);
            Label(text, box.Left + 15, middle + 4, "port " + kind);
        }

        private void WriteEdges()
        {
            var lane = 0;
            var lower = 0;
            foreach (var box in _boxes)
            {
                for (var i = 0; i < box.Service.Ports.Count; i++)
                {
                    var reach = box.Service.Ports[i].Reach;
                    if (reach == PortReach.HostOnly && box.Column == 2)
                        FromHostBelow(box, box.PortMiddle(i), ref lower);
                    else if (reach == PortReach.HostOnly)
                        FromHost(box, box.PortMiddle(i));
                    else
                        FromInternet(box, box.PortMiddle(i), ClassOf(reach), ref lane);
                }

                if (box.Service.IsOnHostNetwork)
                    FromInternet(box, box.PortMiddle(0), "everybody", ref lane);
                foreach (var used in box.Service.Uses)
                {
                    if (_boxes.Find(other => other.Service.Name == used) is { } other && other.Column >= box.Column)
                        WriteUse(box, other);
                }
            }

            if (_hasHost)
                Path(Line(InternetLeft + InternetWidth, _internetMiddle, Columns[0].Left, _hostTop + (HostHeight / 2)), "inner dashed", "inner");
            _html.Line();
        }

        /// <summary>A proxy is reached directly; whatever lies behind the proxies is reached around them.</summary>
        private void FromInternet(Box box, int y, string kind, ref int lane)
        {
            var start = InternetLeft + InternetWidth;
            if (box.Column == 0)
            {
                Path(Line(start, _internetMiddle, box.Left, y), kind, kind);
                return;
            }

            var lift = Margin + 18 + (lane++ % 12 * Lane);
            var x = InternetLeft + (InternetWidth / 2) - 40 + (lane % 12 * 7);
            var bend = box.Left - 14 - (lane % 5 * 6);
            Path(
                "M" + Number(x) + " " + Number(_internetMiddle - 35) + " V" + Number(lift + 8) + " Q" + Number(x) + " " + Number(lift) + " " + Number(x + 8) + " " + Number(lift)
                + " H" + Number(bend - 8) + " Q" + Number(bend) + " " + Number(lift) + " " + Number(bend) + " " + Number(lift + 8)
                + " V" + Number(y - 8) + " Q" + Number(bend) + " " + Number(y) + " " + Number(bend + 8) + " " + Number(y) + " H" + Number(box.Left),
                kind, kind);
        }

        private void WriteUse(Box from, Box to)
        {
            if (from.Column != to.Column)
                Path(Line(from.Right, from.Middle, to.Left, to.Middle), "inner", "inner");
            else
                Path(
                    "M" + Number(from.Right) + " " + Number(from.Middle) + " C" + Number(from.Right + 38) + " " + Number(from.Middle) + " " + Number(to.Right + 38) + " " + Number(to.Middle) + " " + Number(to.Right) + " " + Number(to.Middle),
                    "inner beside", "inner");
        }

        /// <summary>To an application straight on; to a proxy, which stands in the host's own column, on its left.</summary>
        private void FromHost(Box box, int y)
        {
            var left = Columns[0].Left;
            var middle = _hostTop + (HostHeight / 2);
            Path(
                box.Column > 0
                    ? Line(left + Columns[0].Width, middle, box.Left, y)
                    : "M" + Number(left) + " " + Number(middle + 10) + " C" + Number(left - 34) + " " + Number(middle + 10) + " " + Number(left - 34) + " " + Number(y) + " " + Number(left) + " " + Number(y),
                "host", "host");
        }

        private void FromHostBelow(Box box, int y, ref int lane)
        {
            var x = Columns[0].Left + 40 + (lane % 6 * 14);
            var low = _bottom + 8 + (lane % 6 * Lane);
            var bend = box.Left - 14 - (lane++ % 5 * 6);
            Path(
                "M" + Number(x) + " " + Number(_hostTop + HostHeight) + " V" + Number(low - 8) + " Q" + Number(x) + " " + Number(low) + " " + Number(x + 8) + " " + Number(low)
                + " H" + Number(bend - 8) + " Q" + Number(bend) + " " + Number(low) + " " + Number(bend) + " " + Number(low - 8)
                + " V" + Number(y + 8) + " Q" + Number(bend) + " " + Number(y) + " " + Number(bend + 8) + " " + Number(y) + " H" + Number(box.Left),
                "host", "host");
        }

        private static string Line(int x, int y, int toX, int toY)
        {
            var half = (toX - x) / 2;
            return "M" + Number(x) + " " + Number(y) + " C" + Number(x + half) + " " + Number(y) + " " + Number(toX - half) + " " + Number(toY) + " " + Number(toX) + " " + Number(toY);
        }

        private void Path(string path, string kind, string tip) =>
            _html.Empty("path", ("d", path), ("class", "edge " + kind), ("fill", "none"), ("marker-end", "url(#" + _id + "-" + tip + ")"));

        private void Rectangle(int x, int y, int width, int height, string kind, int radius = 9) => _html.Empty(
            "rect", ("x", Number(x)), ("y", Number(y)), ("width", Number(width)), ("height", Number(height)), ("rx", Number(radius)), ("class", kind), ("fill", "none"));

        private void Label(string text, int x, int y, string kind, string? anchor = null) =>
            _html.Element("text", text, ("x", Number(x)), ("y", Number(y)), ("class", kind), ("text-anchor", anchor));

        private static string Short(string text, int length) => text.Length <= length ? text : text.Substring(0, length - 1) + "…";
    }
}
