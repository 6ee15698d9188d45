namespace Koda.Lint.Reports;

/// <summary>When Compose prints an attribute.</summary>
internal enum Presence
{
    /// <summary>Unless it is empty, zero or false.</summary>
    WhenNotZero,

    /// <summary>Whenever it is set, zero or empty as it may be.</summary>
    WhenSet,

    /// <summary>Always in JSON; in YAML unless it is empty.</summary>
    AlwaysInJson,

    /// <summary>Always; an empty string when it is not set.</summary>
    Always,

    /// <summary>Always; 0 when it is not set.</summary>
    AlwaysNumber,
}

/// <summary>How the value of an attribute is printed.</summary>
internal enum Form
{
    /// <summary>As it is; a mapping of the user's own keys with all of them.</summary>
    Plain,

    /// <summary>A number of bytes, as text.</summary>
    Size,

    /// <summary>A duration, of which <c>0s</c> is none.</summary>
    Duration,

    /// <summary>A command line: none is <c>null</c> in JSON, and an empty one is shown.</summary>
    Command,

    /// <summary>One number, or a soft and a hard one.</summary>
    Ulimit,

    /// <summary>SSH keys: names, with their paths when they have one.</summary>
    SshKeys,

    /// <summary>Names of hosts with their addresses; names of which none has an address are an empty list that is shown.</summary>
    Hosts,

    /// <summary>One of Compose's types, or a list of it.</summary>
    Object,

    /// <summary>A mapping of the user's keys to one of Compose's types.</summary>
    MapOfObjects,
}

/// <summary>One attribute of one of Compose's own types.</summary>
/// <param name="Key">The name in a compose file and in YAML output.</param>
/// <param name="JsonKey">The name in JSON output: two types of Compose forget to say it in small letters.</param>
/// <param name="Presence">When it is printed.</param>
/// <param name="Form">How it is printed.</param>
/// <param name="Layout">The type of an object.</param>
internal sealed record ConfigField(string Key, string JsonKey, Presence Presence, Form Form, ConfigLayout? Layout);

/// <summary>
/// The attributes of one of Compose's own types in the order in which it prints them. Compose's printed model is that of its Go
/// types: what is absent, what is <c>{}</c> and what comes first depend on how a type declares its fields.
/// </summary>
internal sealed class ConfigLayout
{
    private static readonly ConfigLayout FileMount = Of("source target uid gid mode?");
    private static readonly ConfigLayout Hook = Of("command user privileged working_dir environment image", Form.Command);
    private static readonly ConfigLayout DeviceRequest = Of("capabilities driver count device_ids options");
    private static readonly ConfigLayout Rate = Of("Path!").Size("Rate!");
    private static readonly ConfigLayout UpdateConfig = Of("parallelism?").Duration("delay").And("failure_action").Duration("monitor").And("max_failure_ratio order");

    private static readonly ConfigLayout Resource = Of("cpus").Size("memory").And("pids")
        .List("devices", DeviceRequest)
        .List("generic_resources", Of("").Object("discrete_resource_spec", Of("kind! value#")));

    private static readonly ConfigLayout Build = Of("context dockerfile dockerfile_inline entitlements args provenance sbom")
        .Ssh()
        .And("labels cache_from cache_to")
        .And("no_cache no_cache_filter additional_contexts pull")
        .Hosts()
        .And("isolation network target")
        .List("secrets", FileMount)
        .Size("shm_size")
        .And("tags")
        .Ulimits()
        .And("platforms privileged");

    private static readonly ConfigLayout Deploy = Of("mode replicas? labels")
        .Object("update_config", UpdateConfig)
        .Object("rollback_config", UpdateConfig)
        .Struct("resources", Of("").Object("limits", Resource).Object("reservations", Resource))
        .Object("restart_policy", Of("condition delay? max_attempts? window?"))
        .Struct("placement", Of("constraints").List("preferences", Of("spread")).And("max_replicas_per_node"))
        .And("endpoint_mode");

    private static readonly ConfigLayout BlockIo = Of("weight")
        .List("weight_device", Of("Path! Weight#"))
        .List("device_read_bps", Rate)
        .List("device_read_iops", Rate)
        .List("device_write_bps", Rate)
        .List("device_write_iops", Rate);

    private static readonly ConfigLayout ServiceVolume = Of("type source target read_only consistency")
        .Object("bind", Of("selinux propagation create_host_path recursive"))
        .Object("volume", Of("labels nocopy subpath"))
        .Object("tmpfs", Of("").Size("size").And("mode"))
        .Object("image", Of("subpath"));

    private readonly List<ConfigField> _fields = [];

    private ConfigLayout()
    {
    }

    /// <summary>A service.</summary>
    public static ConfigLayout Service { get; } = Of("profiles annotations attach?")
        .Object("build", Build)
        .Object("develop", Of("").List("watch", Of("path! action! target").Struct("exec", Hook).And("include ignore initial_sync")))
        .Object("blkio_config", BlockIo)
        .And("cap_add cap_drop cgroup_parent cgroup cpu_count cpu_percent cpu_period cpu_quota cpu_rt_period cpu_rt_runtime cpus cpuset cpu_shares")
        .Command("command")
        .List("configs", FileMount)
        .And("container_name")
        .Object("credential_spec", Of("config file registry"))
        .Map("depends_on", Of("condition restart required!"))
        .Object("deploy", Deploy)
        .And("device_cgroup_rules")
        .List("devices", Of("source target permissions"))
        .And("dns dns_opt dns_search domainname")
        .Command("entrypoint")
        .Object("provider", Of("type options"))
        .And("environment expose")
        .Object("extends", Of("file service"))
        .And("external_links")
        .Hosts()
        .And("group_add")
        .List("gpus", DeviceRequest)
        .And("hostname")
        .Object("healthcheck", Of("test timeout? interval? retries? start_period? start_interval? disable"))
        .And("image init? ipc isolation labels links")
        .Object("logging", Of("driver options"))
        .Size("mem_limit")
        .Size("mem_reservation")
        .Size("memswap_limit")
        .Size("mem_swappiness")
        .And("mac_address models network_mode")
        .Map("networks", Of("aliases driver_opts gw_priority interface_name ipv4_address ipv6_address link_local_ips mac_address priority"))
        .And("oom_kill_disable oom_score_adj pid pids_limit platform")
        .List("ports", Of("name mode host_ip target published protocol app_protocol"))
        .And("privileged pull_policy read_only restart runtime scale?")
        .List("secrets", FileMount)
        .And("security_opt")
        .Size("shm_size")
        .And("stdin_open stop_grace_period? stop_signal storage_opt sysctls tmpfs tty")
        .Ulimits()
        .And("use_api_socket user userns_mode uts")
        .List("volumes", ServiceVolume)
        .And("volumes_from working_dir")
        .List("pre_start", Hook)
        .List("post_start", Hook)
        .List("pre_stop", Hook);

    /// <summary>A network.</summary>
    public static ConfigLayout Network { get; } = Of("name driver driver_opts")
        .Struct("ipam", Of("driver").List("config", Of("subnet gateway ip_range aux_addresses")))
        .And("external internal attachable labels enable_ipv4? enable_ipv6?");

    /// <summary>A volume.</summary>
    public static ConfigLayout Volume { get; } = Of("name driver driver_opts external labels");

    /// <summary>A secret or a config.</summary>
    public static ConfigLayout FileObject { get; } = Of("name file environment content external labels driver driver_opts template_driver");

    /// <summary>The attributes in order.</summary>
    public IReadOnlyList<ConfigField> Fields => _fields;

    /// <summary>Attributes by their JSON names; <c>?</c> marks one that is shown when set, <c>!</c> and <c>#</c> ones that are always shown.</summary>
    private static ConfigLayout Of(string names, Form first = Form.Plain)
    {
        var layout = new ConfigLayout();
        foreach (var name in names.Split([' '], StringSplitOptions.RemoveEmptyEntries))
            layout.Add(name, layout._fields.Count == 0 ? first : Form.Plain, null);
        return layout;
    }

    private ConfigLayout And(string names)
    {
        foreach (var name in names.Split(' '))
            Add(name, Form.Plain, null);
        return this;
    }

    private ConfigLayout Size(string name) => Add(name, Form.Size, null);

    private ConfigLayout Duration(string name) => Add(name, Form.Duration, null);

    private ConfigLayout Command(string name) => Add(name, Form.Command, null);

    private ConfigLayout Ssh() => Add("ssh", Form.SshKeys, null);

    private ConfigLayout Hosts() => Add("extra_hosts", Form.Hosts, null);

    private ConfigLayout Ulimits() => Add("ulimits", Form.Ulimit, null);

    private ConfigLayout Object(string name, ConfigLayout layout) => Add(name + "?", Form.Object, layout);

    private ConfigLayout List(string name, ConfigLayout layout) => Add(name, Form.Object, layout);

    private ConfigLayout Map(string name, ConfigLayout layout) => Add(name, Form.MapOfObjects, layout);

    /// <summary>A part that Go keeps in its owner rather than behind a pointer, so that JSON shows it even when nothing is in it.</summary>
    private ConfigLayout Struct(string name, ConfigLayout layout)
    {
        _fields.Add(new ConfigField(name, name, Presence.AlwaysInJson, Form.Object, layout));
        return this;
    }

    private ConfigLayout Add(string name, Form form, ConfigLayout? layout)
    {
        var presence = name[name.Length - 1] switch { '?' => Presence.WhenSet, '!' => Presence.Always, '#' => Presence.AlwaysNumber, _ => Presence.WhenNotZero };
        var key = name.TrimEnd('?', '!', '#');
        _fields.Add(new ConfigField(key.ToLowerInvariant(), key, presence, form, layout));
        return this;
    }
}
