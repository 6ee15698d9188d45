namespace Koda.Lint.Conformance.Tests.Differential;

/// <summary>
/// Makes deployments up: files that overlay, extend and include each other, variables from everywhere, and here and there
/// something odd. The same seed gives the same deployment.
/// </summary>
internal sealed class SampleGenerator
{
    private static readonly string[] Services = ["s0", "s1", "s2", "s3"];
    private static readonly string[] Attributes = [.. Grammar.Compose.Names.Where(n => n.StartsWith("service.", StringComparison.Ordinal)).Select(n => n["service.".Length..])];
    private static readonly string[] Frequent = ["environment", "ports", "volumes", "env_file", "depends_on", "networks", "labels", "build", "command", "deploy", "healthcheck"];
    private static readonly string[] Dependent = ["depends_on", "links", "volumes_from", "network_mode", "ipc", "pid"];
    private static readonly (string Section, string Symbol, string[] Names)[] Resources =
    [
        ("networks", "top.network", ["n0", "n1"]), ("volumes", "top.volume", ["v0", "v1"]), ("secrets", "top.secret", ["f0", "f1"]), ("configs", "top.config", ["c0", "c1"]),
    ];

    private readonly Derivation _make;
    private readonly Dictionary<string, string> _files = [];
    private readonly List<string> _options = [];
    private readonly Dictionary<string, string> _shell = [];

    /// <summary>What <c>.env</c> says to Docker Compose itself.</summary>
    private readonly List<string> _ownVariables = [];

    private SampleGenerator(int seed)
    {
        var random = new Random(seed);
        _make = new Derivation(Grammar.Compose, random, random.Next(10) switch { < 6 => 0, < 9 => 1, _ => 3 });
    }

    public static Sample Generate(int seed)
    {
        var generator = new SampleGenerator(seed);
        generator.Run();
        return new Sample(generator._files, generator._options, generator._shell);
    }

    private void Run()
    {
        var overlays = _make.Random.Next(4) switch { 0 => 0, 3 => 2, _ => 1 };
        var services = Services[.._make.Random.Next(1, 4)];
        var hasInclude = _make.Chance(0.15);
        var hasExtended = _make.Chance(0.25);
        string[] names = ["a.yml", "b.yml", "c.yml"];
        var documents = new List<string>[overlays + 1];
        for (var i = 0; i <= overlays; i++)
        {
            documents[i] = [ComposeFile(services, isBase: i == 0, hasInclude && i == 0, hasExtended)];
            if (_make.Chance(0.06))
                documents[i].Add(ComposeFile(services, isBase: false, includes: false, hasExtended));
        }

        if (hasInclude)
            Included();
        if (hasExtended)
            Extended();
        documents[0][0] += UsedResources(string.Concat(documents.SelectMany(d => d).Concat(_files.Values)));
        for (var i = 0; i <= overlays; i++)
            _files[names[i]] = Finish(string.Join("---\n", documents[i]));
        Options(names[..(overlays + 1)]);
        EnvFiles();
    }

    private string Finish(string text)
    {
        if (_make.Chance(0.05))
            text = "---\n" + text;
        if (text.Length > 0 && _make.Chance(0.02))
            text += "...\n";
        return _make.Chance(0.03) ? text.Replace("\n", "\r\n", StringComparison.Ordinal) : text;
    }

    private string ComposeFile(string[] services, bool isBase, bool includes, bool hasExtended)
    {
        var yaml = new YamlText(_make);
        if (isBase && _make.Chance(0.3))
            yaml.Line(0, "name: " + _make.Pick(["proj", "Proj_1", "${A:-p}", "\"a b\"", "p-${U:-x}"]));
        if (_make.Chance(0.05))
            yaml.Line(0, "version: \"3.9\"");
        if (_make.Chance(0.1))
            yaml.Attribute(0, "x-top", "top.x-top");
        if (includes)
            Includes(yaml);
        var written = services.Where(_ => isBase || _make.Chance(0.7)).ToList();
        if (!isBase && _make.Chance(0.15))
            written.Add("s3");
        if (written.Count > 0 || _make.Odd(0.02))
            yaml.Line(0, "services:");
        var anchors = new List<string>();
        foreach (var service in written)
            Service(yaml, service, isBase || service == "s3", canExtendFirst: service != "s0" && written.Contains("s0"), hasExtended, anchors);
        if (!isBase)
            Overlaid(yaml);
        if (_make.Odd(0.02))
            yaml.Line(0, _make.Pick(["bogus: 1", "services: {}", "volumes:", "networks:", "secrets:", "name: 1", "include:", "version: 3", "networks: []", "volumes: {}"]));
        return yaml.ToString();
    }

    private void Service(YamlText yaml, string name, bool isBase, bool canExtendFirst, bool hasExtended, List<string> anchors)
    {
        var anchor = _make.Chance(0.1) ? " &" + name + "-service" : "";
        var tag = !isBase && _make.Chance(0.02) ? _make.Pick([" !reset", " !override"]) : "";
        if (_make.Odd(0.01))
        {
            yaml.Line(2, name + ": " + _make.Expand("any"));
            return;
        }

        yaml.Line(2, name + ":" + tag + anchor);
        if (anchors.Count > 0 && _make.Chance(0.3))
            yaml.Line(4, "<<: " + (_make.Chance(0.2) ? "[*" + string.Join(", *", anchors) + "]" : "*" + _make.Pick(anchors)));
        var attributes = new HashSet<string>();
        if (isBase)
            attributes.Add(_make.Odd(0.02) ? "hostname" : _make.Chance(0.9) ? "image" : "build");
        for (var i = _make.Random.Next(1, 7); i > 0; i--)
            attributes.Add(_make.Chance(0.6) ? _make.Pick(Frequent) : _make.Pick(Attributes));
        attributes.Remove("bogus");
        if (_make.Odd(0.02))
            attributes.Add("bogus");
        if (attributes.Contains("networks") && attributes.Contains("network_mode") && !_make.Odd())
            attributes.Remove("network_mode");
        if (name == "s0" && !_make.Odd(0.05))
            attributes.ExceptWith(Dependent);
        if (_make.Chance(hasExtended ? 0.4 : 0.08))
            Extends(yaml, canExtendFirst, hasExtended);
        var known = new List<string>();
        foreach (var attribute in attributes)
        {
            var value = _make.Random.Next(100) switch
            {
                < 5 when !isBase => _make.Pick([" !reset", " !override"]),
                < 8 when known.Count > 0 => " *" + _make.Pick(known),
                < 12 => " &" + name + attribute,
                _ => "",
            };
            if (value.StartsWith(" *", StringComparison.Ordinal) && !_make.Odd())
                value = "";
            if (value.StartsWith(" *", StringComparison.Ordinal))
                yaml.Line(4, attribute + ":" + value);
            else
                yaml.Attribute(4, attribute, "service." + attribute, value);
            if (value.StartsWith(" &", StringComparison.Ordinal))
                known.Add(name + attribute);
        }

        if (anchor.Length > 0)
            anchors.Add(name + "-service");
    }

    private void Extends(YamlText yaml, bool canExtendFirst, bool hasExtended)
    {
        if (hasExtended && _make.Chance(0.7))
            yaml.Line(4, "extends: {file: " + _make.Pick(["ext/base.yml", "./ext/base.yml", "\"${U:-ext/base.yml}\""]) + ", service: " + _make.Pick(["e0", "e1"]) + "}");
        else if (_make.Odd(0.3))
            yaml.Line(4, "extends:" + _make.Pick([" s0", " s1", " {service: s9}", " {file: a.yml, service: s0}", " {file: none.yml, service: s0}", " []", " {}", " null"]));
        else if (canExtendFirst)
            yaml.Line(4, "extends:" + _make.Pick([" s0", " {service: s0}", "\n      service: s0"]));
    }

    private void Extended()
    {
        var yaml = new YamlText(_make);
        if (_make.Chance(0.1))
            yaml.Line(0, "name: other");
        yaml.Line(0, "services:");
        ExtendedService(yaml, "e0", _make.Random.Next(12) switch { 0 => "{file: more.yml, service: m0}", 1 => "{service: e1}", 2 => "{file: ../more.yml, service: m0}", _ => null });
        ExtendedService(yaml, "e1", _make.Random.Next(8) switch { 0 => "e0", 1 => "{file: ../more.yml, service: m0}", _ => null });
        if (_make.Chance(0.1))
            yaml.Line(0, "volumes: {v0: {}}");
        _files["ext/base.yml"] = yaml.ToString();
        var more = new YamlText(_make);
        more.Line(0, "services:");
        ExtendedService(more, "m0", extends: null);
        _files["more.yml"] = more.ToString();
        _files["ext/more.yml"] = more.ToString();
        _files["ext/one.env"] = Lines();
        _files["ext/sub/two.env"] = Lines();
    }

    private void ExtendedService(YamlText yaml, string name, string? extends)
    {
        yaml.Line(2, name + ":");
        if (extends is not null)
            yaml.Line(4, "extends: " + extends);
        foreach (var attribute in Enumerable.Range(0, _make.Random.Next(1, 5)).Select(_ => _make.Pick(Frequent)).Where(a => a != "depends_on").Append("image").Distinct())
            yaml.Attribute(4, attribute, "service." + attribute, _make.Chance(0.02) ? " !reset" : "");
    }

    private void Includes(YamlText yaml)
    {
        yaml.Line(0, "include:");
        yaml.Line(2, _make.Random.Next(9) switch
        {
            0 => "- inc/compose.yml",
            1 => "- path: inc/compose.yml",
            2 => "- path: [inc/compose.yml, inc/over.yml]",
            3 => "- {path: inc/compose.yml, env_file: one.env}",
            4 => "- {path: inc/compose.yml, env_file: [one.env, sub/two.env]}",
            5 => "- {path: inc/compose.yml, project_directory: .}",
            6 => "- {path: inc/compose.yml, project_directory: sub, env_file: one.env}",
            7 => "- ${U:-inc/compose.yml}",
            _ => "- ./inc/compose.yml",
        });
        if (_make.Odd(0.05))
            yaml.Line(2, _make.Pick(["- none.yml", "- {path: inc/compose.yml, env_file: none.env}", "- inc/compose.yml", "- null", "- {}", "- {path: []}", "- {path: a.yml}", "- [a]", "- {path: inc/compose.yml, bogus: 1}"]));
    }

    private void Included()
    {
        var yaml = new YamlText(_make);
        if (_make.Chance(0.1))
            yaml.Line(0, "name: inner");
        yaml.Line(0, "services:");
        yaml.Line(2, "i0:");
        foreach (var attribute in Enumerable.Range(0, _make.Random.Next(1, 5)).Select(_ => _make.Pick(Frequent)).Where(a => a != "depends_on").Append("image").Distinct())
            yaml.Attribute(4, attribute, "service." + attribute);
        if (_make.Odd(0.05))
            yaml.Line(2, "s0: {image: a}");
        if (_make.Odd(0.1))
            yaml.Line(0, "networks: {n0: {}}");
        if (_make.Chance(0.1))
            yaml.Line(0, "x-inc: 1");
        _files["inc/compose.yml"] = yaml.ToString();
        _files["inc/over.yml"] = "services:\n  i0:\n    environment: {OVER: $A, K: over}\n    ports: [\"127.0.0.1:${P}:80\"]\n";
        _files["inc/one.env"] = "K=inner\n";
        _files["inc/sub/two.env"] = "L=inner\n";
        if (_make.Chance(0.5))
            _files["inc/.env"] = string.Concat(_make.Items("env-line").Select(line => line + "\n"));
    }

    /// <summary>Top-level resources as far as the services speak of them, so that most projects hold together.</summary>
    private string UsedResources(string text)
    {
        var yaml = new YamlText(_make);
        foreach (var (section, symbol, names) in Resources)
        {
            var used = names.Where(n => text.Contains(n, StringComparison.Ordinal) || _make.Chance(0.05)).ToArray();
            if (used.Length == 0)
                continue;
            yaml.Line(0, section + ":");
            foreach (var name in used)
                yaml.Attribute(2, name, symbol, _make.Odd(0.01) ? " !reset" : "");
        }

        return yaml.ToString();
    }

    private void Overlaid(YamlText yaml)
    {
        foreach (var (section, symbol, names) in Resources)
        {
            // Two ways to come to a secret or a config are one too many, once they are merged.
            if (section is "secrets" or "configs" ? !_make.Odd(0.1) : !_make.Chance(0.1))
                continue;
            yaml.Line(0, section + ":");
            yaml.Attribute(2, _make.Pick(names), symbol, _make.Random.Next(12) switch { 0 => " !reset", 1 => " !override", _ => "" });
        }
    }

    private void Options(string[] names)
    {
        switch (_make.Random.Next(12))
        {
            case 0 when names.Length > 1:
                Own("COMPOSE_FILE", string.Join(':', names));
                break;
            case 2 when names.Length > 1:
                _shell["COMPOSE_PATH_SEPARATOR"] = ";";
                Own("COMPOSE_FILE", string.Join(';', names));
                break;
            case 1 when names.Length <= 2:
                Rename("a.yml", _make.Pick(["compose.yaml", "docker-compose.yml"]));
                if (names.Length == 2)
                    Rename("b.yml", _make.Pick(["compose.override.yaml", "docker-compose.override.yml"]));
                break;
            default:
                foreach (var name in names)
                    _options.AddRange(["-f", name]);
                break;
        }

        if (_make.Chance(0.1))
            _options.AddRange(["-p", "flag"]);
        if (_make.Chance(0.15))
            _options.AddRange(["--profile", _make.Pick(["p0", "p1", "\"*\""])]);
        if (_make.Chance(0.05))
            Own("COMPOSE_PROFILES", _make.Pick(["p0", "p0,p1", "*", "p1, p0"]));
        if (_make.Chance(0.03))
            Own("COMPOSE_PROJECT_NAME", _make.Odd() ? "Own_2" : _make.Pick(["own", "own_2", ""]));
        if (_options.Contains("-f") && _make.Chance(0.03))
            _options.AddRange(["--project-directory", "sub"]);
    }

    /// <summary>A variable of Docker Compose itself, in the shell or in <c>.env</c>.</summary>
    private void Own(string name, string value)
    {
        if (_make.Chance(0.5))
            _shell[name] = value;
        else
            _ownVariables.Add(name + "=" + value + "\n");
    }

    private void Rename(string from, string to)
    {
        _files[to] = _files[from];
        _files.Remove(from);
    }

    private void EnvFiles()
    {
        _files[".env"] = string.Concat(_ownVariables) + EnvFile();
        if (_make.Chance(0.1))
        {
            _files["extra.env"] = EnvFile();
            _options.AddRange(["--env-file", "extra.env"]);
            if (_make.Chance(0.5))
                _options.AddRange(["--env-file", _make.Pick([".env", "one.env", "sub/two.env"])]);
        }

        _files["one.env"] = Lines();
        _files["sub/two.env"] = Lines();
        _files["bad.env"] = "A B=1\n";
        foreach (var variable in (string[])["A=shell", "B=", "N=4", "T=yes", "D=9s", "P=9090", "S=sh", "I=::1", "F=1.5", "A=", "E=$A b"])
        {
            if (_make.Chance(0.12))
                _shell[variable[..1]] = variable[2..];
        }
    }

    /// <summary>Variables that must look like a number, a duration or a port are always there, or most deployments would be refused.</summary>
    private string EnvFile() => (_make.Odd(0.03) ? "" : "N=3\nT=true\nD=5s\nF=0.5\nP=8080\n") + Lines();

    private string Lines() => string.Concat(_make.Items("env-line").Concat(_make.Items("env-line")).Select(line => line + "\n"));
}
