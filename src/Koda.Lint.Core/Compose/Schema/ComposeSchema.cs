using Koda.Lint.Compose.Model;

namespace Koda.Lint.Compose.Schema;

/// <summary>
/// The Compose Specification's shape of a compose file, as the recorded Docker Compose enforces it, with the attributes that
/// newer ones added. Each table is one section of the specification.
/// </summary>
internal static class ComposeSchema
{
    private const ModelScalarKind Null = ModelScalarKind.Null;
    private const ModelScalarKind Bool = ModelScalarKind.Boolean;
    private const ModelScalarKind Int = ModelScalarKind.Integer;
    private const ModelScalarKind Float = ModelScalarKind.Float;
    private const ModelScalarKind Str = ModelScalarKind.String;

    private static readonly ScalarShape String = new("a string", Str);
    private static readonly ScalarShape StringOrNull = new("a string", Str, Null);
    private static readonly ScalarShape Flag = new("a boolean or string", Bool, Str);
    private static readonly ScalarShape Integer = new("an integer or string", Int, Str);
    private static readonly ScalarShape Number = new("a number or string", Int, Float, Str);
    private static readonly ScalarShape PlainNumber = new("a number", Int, Float);
    private static readonly ScalarShape Nothing = new("empty", Null);
    private static readonly ScalarShape Value = new("a string, number, boolean or null", Str, Int, Float, Bool, Null);
    private static readonly AnyShape Any = new();
    private static readonly ListShape Strings = new(String);
    private static readonly ListShape UniqueStrings = new(String, unique: true);
    private static readonly ChoiceShape StringOrList = new(String, Strings);
    private static readonly ChoiceShape ListOrDict = new(new MapShape(Value), UniqueStrings);
    private static readonly ChoiceShape Command = new(StringOrNull, Strings);
    private static readonly ChoiceShape ExtraHosts = new(new MapShape(new ChoiceShape(String, Strings)), UniqueStrings);
    private static readonly ChoiceShape Ulimits = new(new MapShape(new ChoiceShape(Integer, new ObjectShape { ["hard"] = Integer, ["soft"] = Integer }.Requiring("hard", "soft"))));
    private static readonly ChoiceShape External = new(Flag, new ObjectShape { ["name"] = String });

    private static readonly ListShape FileMounts = new(new ChoiceShape(String, new ObjectShape
    {
        ["source"] = String, ["target"] = String, ["uid"] = String, ["gid"] = String, ["mode"] = Number,
    }));

    private static readonly ObjectShape Build = new()
    {
        ["context"] = String, ["dockerfile"] = String, ["dockerfile_inline"] = String, ["entitlements"] = Strings, ["args"] = ListOrDict,
        ["ssh"] = ListOrDict, ["labels"] = ListOrDict, ["cache_from"] = Strings, ["cache_to"] = Strings, ["no_cache"] = Flag,
        ["additional_contexts"] = ListOrDict, ["network"] = String, ["pull"] = Flag, ["target"] = String, ["shm_size"] = Integer,
        ["extra_hosts"] = ExtraHosts, ["isolation"] = String, ["privileged"] = Flag, ["secrets"] = FileMounts, ["tags"] = Strings,
        ["ulimits"] = Ulimits, ["platforms"] = Strings, ["provenance"] = Flag, ["sbom"] = Flag, ["no_cache_filter"] = StringOrList,
    };

    private static readonly ListShape BlockRates = new(new ObjectShape { ["path"] = String, ["rate"] = Integer });

    private static readonly ObjectShape BlockIo = new()
    {
        ["device_read_bps"] = BlockRates, ["device_read_iops"] = BlockRates, ["device_write_bps"] = BlockRates, ["device_write_iops"] = BlockRates,
        ["weight"] = Integer, ["weight_device"] = new ListShape(new ObjectShape { ["path"] = String, ["weight"] = Integer }),
    };

    private static readonly ListShape Devices = new(new ObjectShape
    {
        ["capabilities"] = Strings, ["count"] = Integer, ["device_ids"] = Strings, ["driver"] = String, ["options"] = ListOrDict,
    }.Requiring("capabilities"));

    private static readonly ObjectShape UpdateConfig = new()
    {
        ["parallelism"] = Integer, ["delay"] = String, ["failure_action"] = String, ["monitor"] = String, ["max_failure_ratio"] = Number,
        ["order"] = String.OneOf("start-first", "stop-first"),
    };

    private static readonly ChoiceShape Deploy = new(Nothing, new ObjectShape
    {
        ["mode"] = String, ["endpoint_mode"] = String, ["replicas"] = Integer, ["labels"] = ListOrDict,
        ["update_config"] = UpdateConfig, ["rollback_config"] = UpdateConfig,
        ["resources"] = new ObjectShape
        {
            ["limits"] = new ObjectShape { ["cpus"] = Number, ["memory"] = String, ["pids"] = Integer },
            ["reservations"] = new ObjectShape
            {
                ["cpus"] = Number, ["memory"] = String, ["devices"] = Devices,
                ["generic_resources"] = new ListShape(new ObjectShape { ["discrete_resource_spec"] = new ObjectShape { ["kind"] = String, ["value"] = Number } }),
            },
        },
        ["restart_policy"] = new ObjectShape { ["condition"] = String, ["delay"] = String, ["max_attempts"] = Integer, ["window"] = String },
        ["placement"] = new ObjectShape
        {
            ["constraints"] = Strings, ["preferences"] = new ListShape(new ObjectShape { ["spread"] = String }), ["max_replicas_per_node"] = Integer,
        },
    });

    private static readonly ObjectShape Hook = new()
    {
        ["command"] = Command, ["user"] = String, ["privileged"] = Flag, ["working_dir"] = String, ["environment"] = ListOrDict, ["image"] = String,
    };

    private static readonly ChoiceShape Develop = new(Nothing, new ObjectShape
    {
        ["watch"] = new ListShape(new ObjectShape
        {
            ["path"] = String, ["action"] = String.OneOf("rebuild", "sync", "restart", "sync+restart", "sync+exec"), ["ignore"] = StringOrList,
            ["include"] = StringOrList, ["target"] = String, ["exec"] = Hook, ["initial_sync"] = Flag,
        }.Requiring("path", "action")),
    });

    private static readonly ObjectShape Healthcheck = new()
    {
        ["disable"] = Flag, ["interval"] = String, ["retries"] = Number, ["test"] = StringOrList, ["timeout"] = String,
        ["start_period"] = String, ["start_interval"] = String,
    };

    private static readonly ChoiceShape DependsOn = new(UniqueStrings, new MapShape(new ObjectShape
    {
        ["condition"] = String.OneOf("service_started", "service_healthy", "service_completed_successfully"), ["restart"] = Flag, ["required"] = Flag,
    }.Requiring("condition")));

    private static readonly ChoiceShape EnvFile = new(String, new ListShape(new ChoiceShape(String, new ObjectShape
    {
        ["path"] = String, ["format"] = String, ["required"] = Flag,
    }.Requiring("path"))));

    private static readonly ChoiceShape ServiceNetworks = new(UniqueStrings, new MapShape(new ChoiceShape(Nothing, new ObjectShape
    {
        ["aliases"] = UniqueStrings, ["ipv4_address"] = String, ["ipv6_address"] = String, ["link_local_ips"] = UniqueStrings, ["mac_address"] = String,
        ["driver_opts"] = new MapShape(Number), ["priority"] = PlainNumber, ["gw_priority"] = PlainNumber, ["interface_name"] = String,
    })));

    private static readonly ListShape Ports = new(new ChoiceShape(new ScalarShape("a number", Int, Float, Str), new ObjectShape
    {
        ["name"] = String, ["mode"] = String, ["host_ip"] = String, ["target"] = Integer, ["published"] = Integer, ["protocol"] = String, ["app_protocol"] = String,
    }), unique: true);

    private static readonly ListShape Volumes = new(new ChoiceShape(String, new ObjectShape
    {
        ["type"] = String, ["source"] = String, ["target"] = String, ["read_only"] = Flag, ["consistency"] = String,
        ["bind"] = new ObjectShape
        {
            ["propagation"] = String, ["create_host_path"] = Flag, ["selinux"] = String.OneOf("z", "Z"),
            ["recursive"] = String.OneOf("enabled", "disabled", "writable", "readonly"),
        },
        ["volume"] = new ObjectShape { ["nocopy"] = Flag, ["subpath"] = String, ["labels"] = ListOrDict },
        ["tmpfs"] = new ObjectShape { ["size"] = Integer, ["mode"] = Number },
        ["image"] = new ObjectShape { ["subpath"] = String },
    }.Requiring("type")), unique: true);

    private static readonly ObjectShape Service = new()
    {
        ["develop"] = Develop, ["deploy"] = Deploy, ["annotations"] = ListOrDict, ["attach"] = Flag, ["build"] = new ChoiceShape(String, Build),
        ["blkio_config"] = BlockIo, ["cap_add"] = UniqueStrings, ["cap_drop"] = UniqueStrings, ["cgroup"] = String.OneOf("host", "private"),
        ["cgroup_parent"] = String, ["command"] = Command, ["configs"] = FileMounts, ["container_name"] = String, ["cpu_count"] = Integer,
        ["cpu_percent"] = Integer, ["cpu_shares"] = Number, ["cpu_quota"] = Number, ["cpu_period"] = Number, ["cpu_rt_period"] = Number,
        ["cpu_rt_runtime"] = Number, ["cpus"] = Number, ["cpuset"] = String,
        ["credential_spec"] = new ObjectShape { ["config"] = String, ["file"] = String, ["registry"] = String },
        ["depends_on"] = DependsOn, ["device_cgroup_rules"] = UniqueStrings,
        ["devices"] = new ListShape(new ChoiceShape(String, new ObjectShape { ["source"] = String, ["target"] = String, ["permissions"] = String }.Requiring("source"))),
        ["dns"] = StringOrList, ["dns_opt"] = UniqueStrings, ["dns_search"] = StringOrList, ["domainname"] = String, ["entrypoint"] = Command,
        ["env_file"] = EnvFile, ["label_file"] = StringOrList, ["environment"] = ListOrDict,
        ["expose"] = new ListShape(new ScalarShape("a string or number", Str, Int, Float), unique: true),
        ["extends"] = new ChoiceShape(String, new ObjectShape { ["service"] = String, ["file"] = String }.Requiring("service")),
        ["external_links"] = UniqueStrings, ["extra_hosts"] = ExtraHosts,
        ["gpus"] = new ChoiceShape(String.OneOf("all"), new ListShape(new ObjectShape
        {
            ["capabilities"] = Strings, ["count"] = Integer, ["device_ids"] = Strings, ["driver"] = String, ["options"] = ListOrDict,
        })),
        ["group_add"] = new ListShape(new ScalarShape("a string or number", Str, Int, Float), unique: true), ["healthcheck"] = Healthcheck,
        ["hostname"] = String, ["image"] = String, ["init"] = Flag, ["ipc"] = String, ["isolation"] = String, ["labels"] = ListOrDict,
        ["links"] = UniqueStrings,
        ["logging"] = new ObjectShape { ["driver"] = String, ["options"] = new MapShape(new ScalarShape("a string, number or null", Str, Int, Float, Null)) },
        ["mac_address"] = String, ["mem_limit"] = Number, ["mem_reservation"] = Integer, ["mem_swappiness"] = Integer, ["memswap_limit"] = Number,
        ["models"] = new ChoiceShape(UniqueStrings, new MapShape(new ChoiceShape(Nothing, new ObjectShape { ["endpoint_var"] = String, ["model_var"] = String }))),
        ["network_mode"] = String, ["networks"] = ServiceNetworks, ["oom_kill_disable"] = Flag, ["oom_score_adj"] = Integer, ["pid"] = StringOrNull,
        ["pids_limit"] = Number, ["platform"] = String, ["ports"] = Ports, ["post_start"] = new ListShape(Hook), ["pre_start"] = new ListShape(Hook),
        ["pre_stop"] = new ListShape(Hook), ["privileged"] = Flag, ["profiles"] = UniqueStrings,
        ["provider"] = new ObjectShape { ["type"] = String, ["options"] = Any }.Requiring("type"),
        ["pull_policy"] = String, ["pull_refresh_after"] = String, ["read_only"] = Flag, ["restart"] = String, ["runtime"] = String, ["scale"] = Integer,
        ["secrets"] = FileMounts, ["security_opt"] = UniqueStrings, ["shm_size"] = Number, ["stdin_open"] = Flag, ["stop_grace_period"] = String,
        ["stop_signal"] = String, ["storage_opt"] = new MapShape(Value), ["sysctls"] = ListOrDict, ["tmpfs"] = StringOrList, ["tty"] = Flag,
        ["ulimits"] = Ulimits, ["use_api_socket"] = Flag, ["user"] = String, ["userns_mode"] = String, ["uts"] = String, ["volumes"] = Volumes,
        ["volumes_from"] = UniqueStrings, ["working_dir"] = String,
    };

    private static readonly ChoiceShape Network = new(Nothing, new ObjectShape
    {
        ["name"] = String, ["driver"] = String, ["driver_opts"] = new MapShape(Number),
        ["ipam"] = new ObjectShape
        {
            ["driver"] = String, ["options"] = new MapShape(String),
            ["config"] = new ListShape(new ObjectShape { ["subnet"] = String, ["ip_range"] = String, ["gateway"] = String, ["aux_addresses"] = new MapShape(String) }),
        },
        ["external"] = External, ["internal"] = Flag, ["enable_ipv4"] = Flag, ["enable_ipv6"] = Flag, ["attachable"] = Flag, ["labels"] = ListOrDict,
    });

    private static readonly ChoiceShape Volume = new(Nothing, new ObjectShape
    {
        ["name"] = String, ["driver"] = String, ["driver_opts"] = new MapShape(Number), ["external"] = External, ["labels"] = ListOrDict,
    });

    private static readonly ObjectShape Secret = new()
    {
        ["name"] = String, ["environment"] = String, ["file"] = String, ["external"] = External, ["labels"] = ListOrDict, ["driver"] = String,
        ["driver_opts"] = new MapShape(Number), ["template_driver"] = String,
    };

    private static readonly ObjectShape Config = new()
    {
        ["name"] = String, ["content"] = String, ["environment"] = String, ["file"] = String, ["external"] = External, ["labels"] = ListOrDict,
        ["template_driver"] = String,
    };

    private static readonly ChoiceShape Include = new(Nothing, new ListShape(new ChoiceShape(String, new ObjectShape
    {
        ["path"] = StringOrList, ["env_file"] = StringOrList, ["project_directory"] = String,
    })));

    /// <summary>A whole compose file.</summary>
    public static Shape Root { get; } = new ObjectShape
    {
        ["version"] = String, ["name"] = String, ["include"] = Include,
        ["services"] = new MapShape(Service, namesOnly: true), ["networks"] = new MapShape(Network, namesOnly: true),
        ["volumes"] = new ChoiceShape(Nothing, new MapShape(Volume, namesOnly: true)), ["secrets"] = new MapShape(Secret, namesOnly: true),
        ["configs"] = new MapShape(Config, namesOnly: true), ["models"] = new MapShape(Any, namesOnly: true),
    };

    /// <summary>Checks a model; faults go to the problems.</summary>
    public static void Check(ModelMap model, ComposeProblems problems) => Root.Check(model, new ShapeCheck(problems));
}
