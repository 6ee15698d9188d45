using System.Globalization;
using Koda.Lint.Compose.Model;

namespace Koda.Lint.Compose;

/// <summary>How Compose reads a string where another type is wanted.</summary>
internal sealed class Cast(string wanted, Func<ModelScalar, ModelScalar?> apply)
{
    /// <summary>What the value must be, as the end of a sentence.</summary>
    public string Wanted => wanted;

    /// <summary>The typed value, or null when the text is none.</summary>
    public ModelScalar? Apply(ModelScalar scalar) => apply(scalar);
}

/// <summary>The paths at which Compose casts strings after interpolation (compose-go: loader/interpolate.go).</summary>
internal static class Casts
{
    private static readonly Cast Boolean = new("a boolean", ToBoolean);
    private static readonly Cast Integer = new("an integer", ToInteger);
    private static readonly Cast Number = new("a number", scalar =>
        GoFloat.TryParse(scalar.Text, out var value) ? ModelScalar.Float(scalar.Source, value) : null);

    /// <summary>The words that YAML 1.1 had for booleans.</summary>
    public static ModelScalar? ToBoolean(ModelScalar scalar) => scalar.Text.ToUpperInvariant() switch
    {
        "TRUE" or "Y" or "YES" or "ON" => ModelScalar.Boolean(scalar.Source, true),
        "FALSE" or "N" or "NO" or "OFF" => ModelScalar.Boolean(scalar.Source, false),
        _ => null,
    };

    /// <summary>A decimal number of 64 bits with its sign.</summary>
    public static ModelScalar? ToInteger(ModelScalar scalar) =>
        long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? ModelScalar.Integer(scalar.Source, value) : null;

    /// <summary>The table.</summary>
    public static PathTable<Cast> Table { get; } = new()
    {
        ["services.*.configs.*.mode"] = Integer,
        ["services.*.cpu_count"] = Integer,
        ["services.*.cpu_percent"] = Number,
        ["services.*.cpu_period"] = Integer,
        ["services.*.cpu_quota"] = Integer,
        ["services.*.cpu_rt_period"] = Integer,
        ["services.*.cpu_rt_runtime"] = Integer,
        ["services.*.cpus"] = Number,
        ["services.*.cpu_shares"] = Integer,
        ["services.*.init"] = Boolean,
        ["services.*.deploy.replicas"] = Integer,
        ["services.*.deploy.update_config.parallelism"] = Integer,
        ["services.*.deploy.update_config.max_failure_ratio"] = Number,
        ["services.*.deploy.rollback_config.parallelism"] = Integer,
        ["services.*.deploy.rollback_config.max_failure_ratio"] = Number,
        ["services.*.deploy.restart_policy.max_attempts"] = Integer,
        ["services.*.deploy.placement.max_replicas_per_node"] = Integer,
        ["services.*.healthcheck.retries"] = Integer,
        ["services.*.healthcheck.disable"] = Boolean,
        ["services.*.oom_kill_disable"] = Boolean,
        ["services.*.oom_score_adj"] = Integer,
        ["services.*.pids_limit"] = Integer,
        ["services.*.ports.*.target"] = Integer,
        ["services.*.privileged"] = Boolean,
        ["services.*.read_only"] = Boolean,
        ["services.*.scale"] = Integer,
        ["services.*.secrets.*.mode"] = Integer,
        ["services.*.stdin_open"] = Boolean,
        ["services.*.tty"] = Boolean,
        ["services.*.ulimits.*"] = Integer,
        ["services.*.ulimits.*.hard"] = Integer,
        ["services.*.ulimits.*.soft"] = Integer,
        ["services.*.volumes.*.read_only"] = Boolean,
        ["services.*.volumes.*.volume.nocopy"] = Boolean,
        ["networks.*.external"] = Boolean,
        ["networks.*.internal"] = Boolean,
        ["networks.*.attachable"] = Boolean,
        ["networks.*.enable_ipv4"] = Boolean,
        ["networks.*.enable_ipv6"] = Boolean,
        ["volumes.*.external"] = Boolean,
        ["secrets.*.external"] = Boolean,
        ["configs.*.external"] = Boolean,
    };
}
