using System.Globalization;
using Koda.Lint.Compose.Model;

namespace Koda.Lint.Compose;

/// <summary>Gives values the types of Compose's own model: durations, sizes, command lines, maps of strings (compose-go: types/).</summary>
internal sealed class Decoder
{
    private static readonly PathTable<Decode> Types = BuildTypes();

    private readonly ComposeProblems _problems;

    private Decoder(ComposeProblems problems) => _problems = problems;

    private delegate ModelNode Decode(Decoder self, ModelNode node);

    public static void Apply(ModelMap model, ComposeProblems problems) => new Decoder(problems).Visit(model, Types);

    private static PathTable<Decode> BuildTypes()
    {
        var table = new PathTable<Decode>
        {
            ["services.*.healthcheck.test"] = HealthcheckTest,
            ["services.*.environment"] = (_, node) => StringsOrNulls(KeyValue.ToMap(node)),
            ["services.*.build.args"] = (_, node) => StringsOrNulls(KeyValue.ToMap(node)),
            ["services.*.extra_hosts"] = ExtraHosts,
            ["services.*.build.extra_hosts"] = ExtraHosts,
            ["services.*.logging.options"] = (_, node) => Strings(node),
            ["services.*.storage_opt"] = (_, node) => Strings(node),
            ["networks.*.driver_opts"] = (_, node) => Strings(node),
            ["volumes.*.driver_opts"] = (_, node) => Strings(node),
            ["services.*.expose.*"] = (_, node) => Text(node),
            ["services.*.group_add.*"] = (_, node) => Text(node),
            ["services.*.ports.*.published"] = (_, node) => Text(node),
            ["services.*.gpus.*.count"] = DeviceCount,
            ["services.*.deploy.resources.reservations.devices.*.count"] = DeviceCount,
        };
        foreach (var path in (string[])["services.*.command", "services.*.entrypoint", "services.*.post_start.*.command", "services.*.pre_stop.*.command", "services.*.develop.watch.*.exec.command"])
            table[path] = Command;
        foreach (var path in (string[])
            [
                "services.*.labels", "services.*.annotations", "services.*.sysctls", "services.*.build.labels", "services.*.deploy.labels",
                "networks.*.labels", "volumes.*.labels", "secrets.*.labels", "configs.*.labels",
            ])
            table[path] = (_, node) => Strings(KeyValue.ToMap(node));
        foreach (var path in (string[])
            [
                "services.*.healthcheck.interval", "services.*.healthcheck.timeout", "services.*.healthcheck.start_period",
                "services.*.healthcheck.start_interval", "services.*.stop_grace_period", "services.*.deploy.update_config.delay",
                "services.*.deploy.update_config.monitor", "services.*.deploy.rollback_config.delay", "services.*.deploy.rollback_config.monitor",
                "services.*.deploy.restart_policy.delay", "services.*.deploy.restart_policy.window",
            ])
            table[path] = Duration;
        foreach (var path in (string[])
            [
                "services.*.mem_limit", "services.*.mem_reservation", "services.*.mem_swappiness", "services.*.memswap_limit", "services.*.shm_size",
                "services.*.build.shm_size", "services.*.deploy.resources.limits.memory", "services.*.deploy.resources.reservations.memory",
                "services.*.volumes.*.tmpfs.size", "services.*.blkio_config.device_read_bps.*.rate", "services.*.blkio_config.device_write_bps.*.rate",
                "services.*.blkio_config.device_read_iops.*.rate", "services.*.blkio_config.device_write_iops.*.rate",
            ])
            table[path] = Bytes;
        foreach (var path in (string[])["services.*.cpu_shares", "services.*.cpu_quota", "services.*.cpu_period", "services.*.cpu_rt_period", "services.*.cpu_rt_runtime", "services.*.pids_limit", "services.*.oom_score_adj", "services.*.deploy.resources.limits.pids", "services.*.healthcheck.retries", "services.*.secrets.*.mode", "services.*.configs.*.mode", "services.*.volumes.*.tmpfs.mode"])
            table[path] = Integer;
        foreach (var path in (string[])["services.*.cpus", "services.*.deploy.resources.limits.cpus", "services.*.deploy.resources.reservations.cpus"])
            table[path] = Number;
        return table;
    }

    private void Visit(ModelNode node, PathTable<Decode> table)
    {
        switch (node)
        {
            case ModelMap map:
                foreach (var entry in map.Entries)
                {
                    if (table.Below(entry.Key) is { } below)
                        entry.Value = VisitChild(entry.Value, below);
                }

                break;
            case ModelList list when table.BelowItem() is { } item:
                for (var i = 0; i < list.Items.Count; i++)
                    list.Items[i] = VisitChild(list.Items[i], item);
                break;
        }
    }

    private ModelNode VisitChild(ModelNode child, PathTable<Decode> table)
    {
        var decoded = child;
        if (table.Value is { } decode && child is not ModelScalar { IsNull: true })
        {
            decoded = decode(this, child);
            if (!ReferenceEquals(decoded, child))
                decoded.Previous ??= child.Previous;
        }

        Visit(decoded, table);
        return decoded;
    }

    private static ModelNode Command(Decoder self, ModelNode node)
    {
        if (node is not ModelScalar scalar)
            return node;
        var list = new ModelList(scalar.Span);
        if (ShellWords.Split(scalar.Text) is not { } words)
        {
            self._problems.Invalid(scalar.Span, "invalid command line string: a quote or bracket is not closed");
            return list;
        }

        list.Items.AddRange(words.Select(word => ModelScalar.String(scalar.Source, word)));
        return list;
    }

    private static ModelNode HealthcheckTest(Decoder self, ModelNode node)
    {
        if (node is not ModelScalar scalar)
            return node;
        var list = new ModelList(scalar.Span, 2);
        list.Items.Add(ModelScalar.String(new DefaultSource(scalar.Span), "CMD-SHELL"));
        list.Items.Add(scalar);
        return list;
    }

    private static ModelList ExtraHosts(Decoder self, ModelNode node)
    {
        var hosts = new List<ModelScalar>();
        if (node is ModelMap map)
        {
            foreach (var entry in map.Entries)
            {
                foreach (var address in ProjectLoader.Scalars(entry.Value))
                    hosts.Add(ModelScalar.String(address.Source, entry.Key + "=" + Unbracketed(address.Text)));
            }
        }
        else
        {
            foreach (var item in ProjectLoader.Scalars(node))
            {
                var split = item.Text.IndexOf('=');
                if (split < 0)
                    split = item.Text.IndexOf(':');
                if (split < 0)
                    self._problems.Invalid(item.Span, "invalid additional host, missing IP: " + item.ShownText);
                else
                    hosts.Add(ModelScalar.String(item.Source, item.Text.Substring(0, split) + "=" + Unbracketed(item.Text.Substring(split + 1))));
            }
        }

        var list = new ModelList(node.Span, hosts.Count);
        list.Items.AddRange(hosts.OrderBy(host => host.Text, StringComparer.Ordinal));
        return list;
    }

    private static string Unbracketed(string address) =>
        address.Length > 2 && address[0] == '[' && address[address.Length - 1] == ']' ? address.Substring(1, address.Length - 2) : address;

    private static ModelNode Duration(Decoder self, ModelNode node)
    {
        if (node is not ModelScalar scalar)
            return node;
        if (GoTime.TryParseDuration(scalar.Text, out var nanoseconds))
            return ModelScalar.String(scalar.Source, GoTime.FormatDuration(nanoseconds));
        self._problems.Invalid(scalar.Span, "time: invalid duration \"" + scalar.ShownText + "\": write a number with a unit, such as 30s or 1m30s");
        return node;
    }

    private static ModelNode Bytes(Decoder self, ModelNode node)
    {
        if (node is not ModelScalar scalar)
            return node;
        if (ByteSize.TryParse(scalar.Text, out var bytes))
            return ModelScalar.String(scalar.Source, bytes.ToString(CultureInfo.InvariantCulture));
        self._problems.Invalid(scalar.Span, "invalid size: '" + scalar.ShownText + "': write a number with a unit, such as 512m or 1.5g");
        return node;
    }

    private static ModelNode Integer(Decoder self, ModelNode node)
    {
        if (node is not ModelScalar { Kind: not ModelScalarKind.Integer } scalar)
            return node;
        if (scalar.Kind == ModelScalarKind.Float)
            return ModelScalar.Integer(scalar.Source, (long)scalar.Number);
        if (long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
            return ModelScalar.Integer(scalar.Source, value);
        self._problems.Invalid(scalar.Span, "'" + scalar.ShownText + "' is not an integer");
        return node;
    }

    private static ModelNode Number(Decoder self, ModelNode node)
    {
        if (node is not ModelScalar { Kind: ModelScalarKind.String } scalar)
            return node;
        if (double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
            return ModelScalar.Float(scalar.Source, value);
        self._problems.Invalid(scalar.Span, "'" + scalar.ShownText + "' is not a number");
        return node;
    }

    private static ModelNode DeviceCount(Decoder self, ModelNode node)
    {
        if (node is not ModelScalar { Kind: ModelScalarKind.String } scalar)
            return node;
        if (scalar.Text == "all")
            return ModelScalar.Integer(scalar.Source, -1L);
        return Integer(self, scalar);
    }

    private static ModelNode Text(ModelNode node) =>
        node is ModelScalar { Kind: not ModelScalarKind.String } scalar ? ModelScalar.String(scalar.Source, scalar.Text) : node;

    /// <summary>A map of strings: null is the empty string, a number its text.</summary>
    private static ModelNode Strings(ModelNode node)
    {
        foreach (var entry in (node as ModelMap)?.Entries ?? [])
            entry.Value = Text(entry.Value);
        return node;
    }

    /// <summary>A map of strings in which a null says that the name has no value of its own.</summary>
    private static ModelMap StringsOrNulls(ModelMap map)
    {
        foreach (var entry in map.Entries)
        {
            if (entry.Value is ModelScalar { IsNull: false })
                entry.Value = Text(entry.Value);
        }

        return map;
    }
}

/// <summary>Sizes as Docker reads them: <c>1.5g</c>, <c>64mb</c>, <c>512M</c>, <c>1024</c>; 1 k is 1,024.</summary>
internal static class ByteSize
{
    public static bool TryParse(string text, out long bytes)
    {
        bytes = 0;
        var end = text.Length;
        while (end > 0 && text[end - 1] is not (>= '0' and <= '9'))
            end--;
        var suffix = text.Substring(end).Trim().ToUpperInvariant();
        if (!double.TryParse(text.Substring(0, end), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return false;
        var factor = suffix.TrimEnd('B').TrimEnd('I') switch { "" => 0, "K" => 1, "M" => 2, "G" => 3, "T" => 4, "P" => 5, _ => -1 };
        if (factor < 0 || suffix is "I" || (suffix.Length > 0 && number < 0))
            return false;
        bytes = (long)(number * Math.Pow(1024, factor));
        return true;
    }
}
