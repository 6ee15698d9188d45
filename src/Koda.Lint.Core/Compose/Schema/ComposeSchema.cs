using Koda.Lint.Compose.Model;

namespace Koda.Lint.Compose.Schema;

/// <summary>
/// The Compose Specification's shape of a compose file, as the recorded Docker Compose enforces it, with the attributes that
/// newer ones added. Each table is one section of the specification; a line that starts with "newer" is behind the recorded release.
/// </summary>
internal static class ComposeSchema
{
    private const ModelScalarKind Null = ModelScalarKind.Null;
    private const ModelScalarKind Bool = ModelScalarKind.Boolean;
    private const ModelScalarKind Int = ModelScalarKind.Integer;
    private const ModelScalarKind Float = ModelScalarKind.Float;
    private const ModelScalarKind Str = ModelScalarKind.String;
    private const ModelScalarKind Time = ModelScalarKind.Time;

    private static readonly ScalarShape String = new("a string", Str);
    private static readonly ScalarShape StringOrNull = new("a string", Str, Null);
    private static readonly ScalarShape Flag = new("a boolean or string", Bool, Str);
    private static readonly ScalarShape Integer = new ScalarShape("an integer or string", Int, Float, Str).Whole();
    private static readonly ScalarShape Number = new("a number or string", Int, Float, Str);
    private static readonly ScalarShape PlainNumber = new("a number", Int, Float);
    private static readonly ScalarShape Size = new("a number or string", Int, Float, Str, Time);
    private static readonly ScalarShape WholeSize = new ScalarShape("an integer or string", Int, Float, Str, Time).Whole();
    private static readonly ScalarShape Memory = new("a string", Str, Time);
    private static readonly ScalarShape Nothing = new("empty", Null);
    private static readonly ScalarShape Value = new("a string, number, boolean or null", Str, Int, Float, Bool, Null, Time);
    private static readonly ScalarShape Word = new("a string", Str, Time);
    private static readonly AnyShape Any = new();
    private static readonly ListShape Strings = new(String);
    private static readonly ListShape UniqueStrings = new(String, unique: true);
    private static readonly ChoiceShape StringOrList = new(String, UniqueStrings);
    private static readonly ChoiceShape ListOrDict = new(new MapShape(Value, KeyRule.NotEmpty), new ListShape(String.Undated(), unique: true));

    /// <summary>Labels that Compose makes no list of keys of, so that an item may be a date: those of volumes, secrets and configs.</summary>
    private static readonly ChoiceShape Labels = new(new MapShape(Value, KeyRule.NotEmpty), new ListShape(Word, unique: true));

    private static readonly MapShape DriverOptions = new(new ScalarShape("a string or number", Str, Int, Float, Time), KeyRule.NotEmpty);
    private static readonly ChoiceShape Command = new(new ScalarShape("a string", Str, Null, Time), Strings);
    private static readonly ChoiceShape ExtraHosts = new(
        new MapShape(new ChoiceShape(String, new ListShape(Word)), KeyRule.NotEmpty), new ListShape(Word, unique: true));
    private static readonly ChoiceShape External = new(Flag, new ObjectShape { ["name"] = String });
    private static readonly ChoiceShape FreeExternal = new(Flag, new ObjectShape { ["name"] = String }.Open());

    private static readonly MapShape Ulimits = new(
        new ChoiceShape(Integer, new ObjectShape { ["hard"] = Integer, ["soft"] = Integer }.Requiring("hard", "soft")), KeyRule.SmallLettersOrUnchecked);

    private static readonly ListShape FileMounts = new(new ChoiceShape(String, new ObjectShape
    {
        ["source"] = String, ["target"] = String, ["uid"] = String, ["gid"] = String, ["mode"] = Number,
    }));

    private static readonly ObjectShape Build = new()
    {
        ["context"] = String, ["dockerfile"] = String, ["dockerfile_inline"] = String, ["entitlements"] = Strings, ["args"] = ListOrDict,
        ["ssh"] = ListOrDict, ["labels"] = ListOrDict, ["cache_from"] = Strings, ["cache_to"] = Strings, ["no_cache"] = Flag,
        ["additional_contexts"] = ListOrDict, ["network"] = String, ["pull"] = Flag, ["target"] = String, ["shm_size"] = WholeSize,
        ["extra_hosts"] = ExtraHosts, ["isolation"] = String, ["privileged"] = Flag, ["secrets"] = FileMounts, ["tags"] = Strings,
        ["ulimits"] = Ulimits, ["platforms"] = Strings,
        // newer
        ["provenance"] = Flag, ["sbom"] = Flag, ["no_cache_filter"] = StringOrList,
    };

    private static readonly ListShape BlockRates = new(new ObjectShape(allowsExtensions: false) { ["path"] = String, ["rate"] = WholeSize });

    private static readonly ObjectShape BlockIo = new(allowsExtensions: false)
    {
        ["device_read_bps"] = BlockRates, ["device_read_iops"] = BlockRates, ["device_write_bps"] = BlockRates, ["device_write_iops"] = BlockRates,
        ["weight"] = Integer, ["weight_device"] = new ListShape(new ObjectShape(allowsExtensions: false) { ["path"] = String, ["weight"] = Integer }),
    };

    private static readonly ListShape Devices = new(DeviceRequest().Requiring("capabilities"));

    /// <summary>What Compose's schema says of other keys stands beside the items of the list, where it says nothing.</summary>
    private static readonly ListShape Gpus = new(DeviceRequest().Open());

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
            ["limits"] = new ObjectShape { ["cpus"] = Number, ["memory"] = Memory, ["pids"] = Integer },
            ["reservations"] = new ObjectShape
            {
                ["cpus"] = Number, ["memory"] = Memory, ["devices"] = Devices,
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
        ["command"] = Command, ["user"] = String, ["privileged"] = Flag, ["working_dir"] = String, ["environment"] = ListOrDict,
        // newer
        ["image"] = String,
    };

    private static readonly ChoiceShape Develop = new(Nothing, new ObjectShape
    {
        ["watch"] = new ListShape(new ObjectShape
        {
            ["path"] = String, ["action"] = String.OneOf("rebuild", "sync", "restart", "sync+restart", "sync+exec"), ["ignore"] = StringOrList,
            ["target"] = String, ["exec"] = Hook,
            // newer, as is a single string for "ignore"
            ["include"] = StringOrList, ["initial_sync"] = Flag,
        }.Requiring("path", "action")),
    });

    private static readonly ObjectShape Healthcheck = new()
    {
        ["disable"] = Flag, ["interval"] = String, ["retries"] = Number, ["test"] = new ChoiceShape(String, Strings), ["timeout"] = String,
        ["start_period"] = String, ["start_interval"] = String,
    };

    private static readonly ChoiceShape DependsOn = new(UniqueStrings, new MapShape(
        new ObjectShape
        {
            ["condition"] = String.OneOf("service_started", "service_healthy", "service_completed_successfully"), ["restart"] = Flag,
            ["required"] = new ScalarShape("a boolean", Bool),
        }.Requiring("condition"),
        KeyRule.Name));

    private static readonly ChoiceShape EnvFile = new(String, new ListShape(new ChoiceShape(Word, new ObjectShape(allowsExtensions: false)
    {
        ["path"] = String, ["format"] = String, ["required"] = Flag,
    }.Requiring("path"))));

    private static readonly ChoiceShape ServiceNetworks = new(UniqueStrings, new MapShape(
        new ChoiceShape(Nothing, new ObjectShape
        {
            ["aliases"] = UniqueStrings, ["ipv4_address"] = String, ["ipv6_address"] = String, ["link_local_ips"] = UniqueStrings, ["mac_address"] = String,
            ["driver_opts"] = DriverOptions, ["priority"] = PlainNumber, ["gw_priority"] = PlainNumber,
            // newer
            ["interface_name"] = String,
        }),
        KeyRule.Name));

    private static readonly ListShape Ports = new(new ChoiceShape(new ScalarShape("a number or string", Int, Float, Str), new ObjectShape
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
        ["volume"] = new ObjectShape
        {
            ["nocopy"] = Flag, ["subpath"] = String,
            // newer
            ["labels"] = ListOrDict,
        },
        ["tmpfs"] = new ObjectShape { ["size"] = WholeSize.Between(0, double.PositiveInfinity), ["mode"] = Number },
        // newer
        ["image"] = new ObjectShape { ["subpath"] = String },
    }.Requiring("type")), unique: true);

    private static readonly ScalarShape PullPolicy = String.OneOf(
        "always", "never", "if_not_present", "build", "missing",
        // newer
        "refresh", "daily", "weekly", "every_*");

    private static readonly ObjectShape Service = new()
    {
        ["develop"] = Develop, ["deploy"] = Deploy, ["annotations"] = ListOrDict, ["attach"] = Flag, ["build"] = new ChoiceShape(String, Build),
        ["blkio_config"] = BlockIo, ["cap_add"] = UniqueStrings, ["cap_drop"] = UniqueStrings, ["cgroup"] = String.OneOf("host", "private"),
        ["cgroup_parent"] = String, ["command"] = Command, ["configs"] = FileMounts, ["container_name"] = String,
        ["cpu_count"] = Integer.Between(0, double.PositiveInfinity), ["cpu_percent"] = Integer.Between(0, 100), ["cpu_shares"] = Number, ["cpu_quota"] = Number,
        ["cpu_period"] = Number, ["cpu_rt_period"] = Number, ["cpu_rt_runtime"] = Number, ["cpus"] = Number, ["cpuset"] = String,
        ["credential_spec"] = new ObjectShape { ["config"] = String, ["file"] = String, ["registry"] = String },
        ["depends_on"] = DependsOn, ["device_cgroup_rules"] = UniqueStrings,
        ["devices"] = new ListShape(new ChoiceShape(String, new ObjectShape { ["source"] = String, ["target"] = String, ["permissions"] = String }.Requiring("source"))),
        ["dns"] = StringOrList, ["dns_opt"] = UniqueStrings, ["dns_search"] = StringOrList, ["domainname"] = String, ["entrypoint"] = Command,
        ["env_file"] = EnvFile, ["label_file"] = new ChoiceShape(String, Strings), ["environment"] = ListOrDict,
        ["expose"] = new ListShape(Number.Undated(), unique: true),
        ["extends"] = new ChoiceShape(String, new ObjectShape(allowsExtensions: false) { ["service"] = String, ["file"] = String }.Requiring("service")),
        ["external_links"] = UniqueStrings, ["extra_hosts"] = ExtraHosts,
        ["gpus"] = new ChoiceShape(String.OneOf("all"), Gpus),
        ["group_add"] = new ListShape(new ScalarShape("a string or number", Str, Int, Float), unique: true), ["healthcheck"] = Healthcheck,
        ["hostname"] = String, ["image"] = String, ["init"] = Flag, ["ipc"] = String, ["isolation"] = String, ["labels"] = ListOrDict,
        ["links"] = UniqueStrings,
        ["logging"] = new ObjectShape { ["driver"] = String, ["options"] = new MapShape(new ScalarShape("a string, number or null", Str, Int, Float, Null, Time), KeyRule.Any) },
        ["mac_address"] = String, ["mem_limit"] = Size, ["mem_reservation"] = WholeSize, ["mem_swappiness"] = WholeSize, ["memswap_limit"] = Size,
        ["network_mode"] = String, ["networks"] = ServiceNetworks, ["oom_kill_disable"] = Flag, ["oom_score_adj"] = Integer.Between(-1000, 1000),
        ["pid"] = StringOrNull, ["pids_limit"] = Number, ["platform"] = String, ["ports"] = Ports, ["post_start"] = new ListShape(Hook),
        ["pre_stop"] = new ListShape(Hook), ["privileged"] = Flag, ["profiles"] = UniqueStrings, ["pull_policy"] = PullPolicy, ["read_only"] = Flag,
        ["restart"] = String, ["runtime"] = String, ["scale"] = Integer, ["secrets"] = FileMounts, ["security_opt"] = UniqueStrings, ["shm_size"] = Size,
        ["stdin_open"] = Flag, ["stop_grace_period"] = String, ["stop_signal"] = String, ["storage_opt"] = new MapShape(Any, KeyRule.Any),
        ["sysctls"] = ListOrDict, ["tmpfs"] = StringOrList, ["tty"] = Flag, ["ulimits"] = Ulimits, ["user"] = String, ["userns_mode"] = String,
        ["uts"] = String, ["volumes"] = Volumes, ["volumes_from"] = UniqueStrings, ["working_dir"] = String,
        // newer
        ["models"] = new ChoiceShape(
            UniqueStrings, new MapShape(new ChoiceShape(Nothing, new ObjectShape { ["endpoint_var"] = String, ["model_var"] = String }), KeyRule.Name)),
        ["pre_start"] = new ListShape(Hook), ["provider"] = new ObjectShape { ["type"] = String, ["options"] = Any }.Requiring("type"),
        ["pull_refresh_after"] = String, ["use_api_socket"] = Flag,
    };

    private static readonly ChoiceShape Network = new(Nothing, new ObjectShape
    {
        ["name"] = String, ["driver"] = String, ["driver_opts"] = DriverOptions,
        ["ipam"] = new ObjectShape
        {
            ["driver"] = String, ["options"] = new MapShape(Word, KeyRule.NotEmpty),
            ["config"] = new ListShape(new ObjectShape
            {
                ["subnet"] = String, ["ip_range"] = String, ["gateway"] = String, ["aux_addresses"] = new MapShape(String, KeyRule.NotEmpty),
            }),
        },
        ["external"] = External, ["internal"] = Flag, ["enable_ipv4"] = Flag, ["enable_ipv6"] = Flag, ["attachable"] = Flag, ["labels"] = ListOrDict,
    });

    private static readonly ChoiceShape Volume = new(Nothing, new ObjectShape
    {
        ["name"] = String, ["driver"] = String, ["driver_opts"] = DriverOptions, ["external"] = External, ["labels"] = Labels,
    });

    private static readonly ObjectShape Secret = new()
    {
        ["name"] = String, ["environment"] = String, ["file"] = String, ["external"] = FreeExternal, ["labels"] = Labels, ["driver"] = String,
        ["driver_opts"] = DriverOptions, ["template_driver"] = String,
    };

    private static readonly ObjectShape Config = new()
    {
        ["name"] = String, ["content"] = String, ["environment"] = String, ["file"] = String, ["external"] = FreeExternal, ["labels"] = Labels,
        ["template_driver"] = String,
    };

    private static readonly ChoiceShape Include = new(Nothing, new ListShape(new ChoiceShape(String, new ObjectShape(allowsExtensions: false)
    {
        ["path"] = StringOrList, ["env_file"] = StringOrList, ["project_directory"] = String,
    })));

    /// <summary>A whole compose file.</summary>
    public static Shape Root { get; } = new ObjectShape
    {
        ["version"] = String, ["name"] = String, ["include"] = Include,
        ["services"] = new MapShape(Service, KeyRule.Name), ["networks"] = new MapShape(Network, KeyRule.NameOrUnchecked),
        ["volumes"] = new MapShape(Volume, KeyRule.Name), ["secrets"] = new MapShape(Secret, KeyRule.Name), ["configs"] = new MapShape(Config, KeyRule.Name),
        // newer
        ["models"] = new MapShape(Any, KeyRule.Name),
    };

    /// <summary>What a list or mapping must be to be brought into its long form and to keep one item for each key.</summary>
    private static readonly ChoiceShape Extended = Tolerant(new MapShape(Tolerant(ExtendedService()), KeyRule.Any));

    /// <summary>Checks a model; faults go to the problems. A date in a string's place is none: it is added to the dates seen before, with its path.</summary>
    public static void Check(ModelMap model, ComposeProblems problems, IDictionary<ModelScalar, string> dates) => Root.Check(model, new ShapeCheck(problems, dates));

    /// <summary>
    /// Checks a file that is only extended, on which Compose lays no schema: what cannot be brought into a long form is refused all the same, in any of its services.
    /// </summary>
    public static void CheckExtended(ModelMap model, ComposeProblems problems)
    {
        if (model["services"] is { } services)
            new ShapeCheck(problems, new Dictionary<ModelScalar, string>()).Below("services", services, Extended);
    }

    private static ObjectShape ExtendedService()
    {
        var word = String.Undated();
        var map = new MapShape(Any, KeyRule.Any);
        var listOrMap = new ChoiceShape(new ListShape(Any), map);
        var wordOrMap = new ChoiceShape(word, map);
        var words = Tolerant(new ListShape(word));
        var limits = Tolerant(new MapShape(new ChoiceShape(Value, map), KeyRule.Any));
        var service = new ObjectShape
        {
            ["build"] = new ChoiceShape(String, new ObjectShape
            {
                ["context"] = word, ["ssh"] = listOrMap, ["additional_contexts"] = new ChoiceShape(new ListShape(Any), new MapShape(word, KeyRule.Any)),
                ["args"] = words, ["labels"] = words, ["tags"] = words, ["platform"] = words, ["ulimits"] = limits, ["secrets"] = Tolerant(new ListShape(wordOrMap)),
            }.Open()),
            ["depends_on"] = new ChoiceShape(new ListShape(word), new MapShape(map, KeyRule.Any)),
            ["deploy"] = Tolerant(new ObjectShape { ["labels"] = words }.Open()),
            ["develop"] = Tolerant(new ObjectShape { ["watch"] = Tolerant(new ListShape(Tolerant(new ObjectShape { ["path"] = new ChoiceShape(word, new ListShape(Any)) }.Open()))) }.Open()),
            ["env_file"] = new ChoiceShape(String, new ListShape(Tolerant(new ObjectShape { ["path"] = word }.Open().Requiring("path")))),
            ["expose"] = Tolerant(new ListShape(new ScalarShape("a string or an integer", Str, Int).Undated())),
            ["extends"] = new ChoiceShape(String, new ObjectShape { ["file"] = word }.Open()),
            ["gpus"] = new ChoiceShape(String, new ListShape(Any)),
            ["networks"] = new ChoiceShape(
                new ListShape(word), new MapShape(Tolerant(new ObjectShape { ["aliases"] = words, ["link_local_ips"] = words }.Open()), KeyRule.Any), Any),
            ["ports"] = new ListShape(new ChoiceShape(Value, map)),
            ["ulimits"] = limits,
        };
        foreach (var key in (string[])["annotations", "cap_add", "cap_drop", "dns", "dns_opt", "dns_search", "environment", "label_file", "labels", "links", "profiles", "sysctls", "tmpfs"])
            service[key] = words;
        foreach (var key in (string[])["configs", "devices", "secrets", "volumes"])
            service[key] = Tolerant(new ListShape(wordOrMap));
        return service.Open();
    }

    /// <summary>Checks what has the kind of a shape, and lets everything else be.</summary>
    private static ChoiceShape Tolerant(Shape shape) => new(shape, Any);

    private static ObjectShape DeviceRequest() => new()
    {
        ["capabilities"] = UniqueStrings, ["count"] = Integer, ["device_ids"] = UniqueStrings, ["driver"] = String, ["options"] = ListOrDict,
    };
}
