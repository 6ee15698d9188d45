using System.Globalization;
using Koda.Lint.Compose.Model;

namespace Koda.Lint.Compose;

/// <summary>Gives values the types of Compose's own model: durations, sizes, command lines, maps of strings (compose-go: types/).</summary>
internal sealed class Decoder
{
    private static readonly PathTable<Decode> Types = BuildTypes();

    private readonly ComposeProblems _problems;

    private Decoder(ComposeProblems problems) => _problems = problems;

    /// <summary>The first number that 64 bits cannot hold; to Go on the processors that servers have, it and all above are two to the power of 63.</summary>
    private const double PastUnsigned = 18446744073709551616.0;

    private delegate ModelNode Decode(Decoder self, ModelNode node);

    public static void Apply(ModelMap model, ComposeProblems problems) => new Decoder(problems).Visit(model, Types);

    private static PathTable<Decode> BuildTypes() => new PathTable<Decode>()
        .With(Boolean, "services.*",
            "attach", "init", "oom_kill_disable", "privileged", "read_only", "stdin_open", "tty", "use_api_socket", "build.no_cache", "build.pull",
            "build.privileged", "healthcheck.disable", "depends_on.*.restart", "depends_on.*.required", "env_file.*.required", "volumes.*.read_only",
            "volumes.*.bind.create_host_path", "volumes.*.volume.nocopy", "post_start.*.privileged", "pre_stop.*.privileged", "develop.watch.*.exec.privileged")
        .With(Boolean, "networks.*", "external", "internal", "attachable", "enable_ipv4", "enable_ipv6")
        .With(Boolean, "volumes.*", "external")
        .With(Boolean, "secrets.*", "external")
        .With(Boolean, "configs.*", "external")
        .With(Integer, "services.*",
            "cpu_count", "cpu_shares", "cpu_quota", "cpu_period", "cpu_rt_period", "cpu_rt_runtime", "pids_limit", "oom_score_adj", "scale",
            "deploy.replicas", "deploy.resources.limits.pids", "deploy.resources.reservations.generic_resources.*.discrete_resource_spec.value",
            "networks.*.priority", "networks.*.gw_priority", "ulimits.*.soft", "ulimits.*.hard", "build.ulimits.*.soft", "build.ulimits.*.hard")
        .With(Unsigned(16), "services.*", "blkio_config.weight", "blkio_config.weight_device.*.weight")
        .With(Unsigned(32), "services.*", "ports.*.target", "secrets.*.mode", "configs.*.mode", "build.secrets.*.mode", "volumes.*.tmpfs.mode")
        .With(Unsigned(64), "services.*",
            "healthcheck.retries", "deploy.update_config.parallelism", "deploy.rollback_config.parallelism", "deploy.restart_policy.max_attempts",
            "deploy.placement.max_replicas_per_node")
        .With(Number, "services.*", "cpu_percent", "cpus", "deploy.update_config.max_failure_ratio", "deploy.rollback_config.max_failure_ratio")
        .With(Cpus, "services.*", "deploy.resources.limits.cpus", "deploy.resources.reservations.cpus")
        .With(DeviceCount, "services.*", "gpus.*.count", "deploy.resources.reservations.devices.*.count")
        .With(Bytes, "services.*",
            "mem_limit", "mem_reservation", "mem_swappiness", "memswap_limit", "shm_size", "build.shm_size", "deploy.resources.limits.memory",
            "deploy.resources.reservations.memory", "volumes.*.tmpfs.size", "blkio_config.device_read_bps.*.rate", "blkio_config.device_write_bps.*.rate",
            "blkio_config.device_read_iops.*.rate", "blkio_config.device_write_iops.*.rate")
        .With(Duration, "services.*",
            "healthcheck.interval", "healthcheck.timeout", "healthcheck.start_period", "healthcheck.start_interval", "stop_grace_period",
            "deploy.update_config.delay", "deploy.update_config.monitor", "deploy.rollback_config.delay", "deploy.rollback_config.monitor",
            "deploy.restart_policy.delay", "deploy.restart_policy.window")
        .With(Command, "services.*", "command", "entrypoint", "post_start.*.command", "pre_stop.*.command", "develop.watch.*.exec.command")
        .With(HealthcheckTest, "services.*", "healthcheck.test")
        .With(ExtraHosts, "services.*", "extra_hosts", "build.extra_hosts")
        .With((_, node) => StringsOrNulls(KeyValue.ToMap(node)), "services.*",
            "environment", "build.args", "post_start.*.environment", "pre_stop.*.environment", "develop.watch.*.exec.environment")
        .With((_, node) => Strings(KeyValue.ToMap(node)), "services.*",
            "labels", "annotations", "sysctls", "build.labels", "build.additional_contexts", "deploy.labels", "volumes.*.volume.labels", "gpus.*.options",
            "deploy.resources.reservations.devices.*.options")
        .With((_, node) => Strings(KeyValue.ToMap(node)), "networks.*", "labels")
        .With((_, node) => Strings(KeyValue.ToMap(node)), "volumes.*", "labels")
        .With((_, node) => Strings(KeyValue.ToMap(node)), "secrets.*", "labels")
        .With((_, node) => Strings(KeyValue.ToMap(node)), "configs.*", "labels")
        .With((_, node) => Strings(node), "services.*", "logging.options", "networks.*.driver_opts")
        .With((self, node) => self.PlainStrings(node), "services.*", "storage_opt")
        .With((_, node) => Strings(node), "networks.*", "driver_opts")
        .With((_, node) => Strings(node), "volumes.*", "driver_opts")
        .With((_, node) => Strings(node), "secrets.*", "driver_opts")
        .With((_, node) => node is ModelScalar target ? VolumeSyntax.Cleaned(target) : node, "services.*", "volumes.*.target")
        .With((self, node) => self.PlainString(node, "a group"), "services.*", "group_add.*")
        .With((_, node) => Text(node), "services.*", "expose.*", "ports.*.published");

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

    /// <summary>Hosts with their addresses, in order; names without any stay as they are, for they are printed as an empty list.</summary>
    private static ModelNode ExtraHosts(Decoder self, ModelNode node)
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
                    self._problems.Invalid(item.Span, "invalid additional host, missing IP: " + ShownValue.Of(item));
                else if (split == 0)
                    self._problems.Invalid(item.Span, "invalid additional host, missing name: " + ShownValue.Of(item));
                else
                    hosts.Add(ModelScalar.String(item.Source, item.Text.Substring(0, split) + "=" + Unbracketed(item.Text.Substring(split + 1))));
            }
        }

        if (hosts.Count == 0 && node is ModelMap)
            return node;
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
        if (GoDuration.TryParse(scalar.Text, out var nanoseconds))
            return ModelScalar.String(scalar.Source, GoDuration.Format(nanoseconds));
        return self.Refuse(scalar, "time: invalid duration", "write a number with a unit, such as 30s or 1m30s");
    }

    /// <summary>A size; what is neither text nor a whole number counts for Compose as none.</summary>
    private static ModelNode Bytes(Decoder self, ModelNode node)
    {
        switch (node)
        {
            case ModelScalar { Kind: ModelScalarKind.String } text:
                return ByteSize.TryParse(text.Text, out var bytes)
                    ? ModelScalar.Integer(text.Source, bytes)
                    : self.Refuse(text, "invalid size:", "write a number with a unit, such as 512m or 1.5g");
            case ModelScalar { Kind: ModelScalarKind.Integer } number when long.TryParse(number.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _):
                return number;
            case ModelScalar other:
                return ModelScalar.Integer(other.Source, 0L);
            default:
                return node;
        }
    }

    private static ModelNode Boolean(Decoder self, ModelNode node)
    {
        if (node is not ModelScalar { Kind: not ModelScalarKind.Boolean } scalar)
            return node;
        return Casts.ToBoolean(scalar) ?? self.Refuse(scalar, "invalid boolean:", "write true or false");
    }

    /// <summary>A signed 64-bit number; a fraction is cut off, a larger number wraps.</summary>
    private static ModelNode Integer(Decoder self, ModelNode node)
    {
        if (node is not ModelScalar scalar)
            return node;
        return scalar.Kind switch
        {
            ModelScalarKind.Integer when !long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) =>
                ModelScalar.Integer(scalar.Source, unchecked((long)ulong.Parse(scalar.Text, CultureInfo.InvariantCulture))),
            ModelScalarKind.Integer => scalar,
            ModelScalarKind.Float => ModelScalar.Integer(scalar.Source, Math.Abs(scalar.Number) < long.MaxValue ? (long)scalar.Number : long.MinValue),
            ModelScalarKind.String when Casts.ToInteger(scalar) is { } number => number,
            _ => self.Refuse(scalar, "not an integer:", "write a whole number"),
        };
    }

    /// <summary>A number without sign; what does not fit its bits wraps, and text is refused.</summary>
    private static Decode Unsigned(int bits) => (self, node) =>
    {
        if (node is not ModelScalar scalar)
            return node;
        if (scalar.Kind is not (ModelScalarKind.Integer or ModelScalarKind.Float))
            return self.Refuse(scalar, "not a number:", "write a whole number without quotes");
        if (scalar.Number < 0)
            return self.Refuse(scalar, "negative number:", "write a whole number from 0 up");
        var value = ulong.TryParse(scalar.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var exact) ? exact
            : scalar.Number < PastUnsigned ? (ulong)scalar.Number
            : 1UL << 63;
        return ModelScalar.Integer(scalar.Source, bits == 64 ? value : value & ((1UL << bits) - 1));
    };

    private static ModelNode Number(Decoder self, ModelNode node)
    {
        if (node is not ModelScalar scalar)
            return node;
        if (scalar.Kind is ModelScalarKind.Integer or ModelScalarKind.Float)
            return ModelScalar.Single(scalar.Source, scalar.Number);
        return scalar.Kind == ModelScalarKind.String && GoFloat.TryParse(scalar.Text, out var value)
            ? ModelScalar.Single(scalar.Source, value)
            : self.Refuse(scalar, "not a number:", "write a number such as 0.5");
    }

    private static ModelNode Cpus(Decoder self, ModelNode node) =>
        node is ModelScalar { Kind: ModelScalarKind.Integer, Number: >= long.MaxValue } scalar ? self.Refuse(scalar, "number too large:", "write a number such as 0.5") : Number(self, node);

    private static ModelNode DeviceCount(Decoder self, ModelNode node)
    {
        if (node is not ModelScalar scalar)
            return node;
        if (scalar.Kind == ModelScalarKind.String && scalar.Text.Equals("all", StringComparison.OrdinalIgnoreCase))
            return ModelScalar.Integer(scalar.Source, -1L);
        return scalar.Kind is ModelScalarKind.String or ModelScalarKind.Integer
            ? Integer(self, scalar)
            : self.Refuse(scalar, "not a count:", "write a whole number, or all");
    }

    private ModelScalar Refuse(ModelScalar scalar, string reason, string advice)
    {
        _problems.Invalid(scalar.Span, reason + " " + ShownValue.Of(scalar) + ": " + advice);
        return scalar;
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

    /// <summary>A map of strings that Compose has no conversion of its own for.</summary>
    private ModelNode PlainStrings(ModelNode node)
    {
        foreach (var entry in (node as ModelMap)?.Entries ?? [])
            entry.Value = PlainString(entry.Value, "'" + entry.Key + "'");
        return node;
    }

    /// <summary>A string that Compose has no conversion of its own for: it may also be null or an integer of 64 bits with its sign.</summary>
    private ModelNode PlainString(ModelNode node, string name)
    {
        if (node is not (ModelScalar { Kind: ModelScalarKind.String or ModelScalarKind.Null } or ModelScalar { Kind: ModelScalarKind.Integer, Number: < long.MaxValue }))
            _problems.Invalid(node.Span, name + " must be a string");
        return Text(node);
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
