using static Koda.Lint.Settings.KodaVariableKind;

namespace Koda.Lint.Settings;

/// <summary>
/// Koda's variables in one place, for the linter and the boot guard alike. Names, kinds and defaults are those of Koda's
/// settings and deployment files.
/// </summary>
public static class KodaVariables
{
    /// <summary><c>KODA_ENV</c>: production, or development.</summary>
    public const string Environment = "KODA_ENV";

    /// <summary><c>NODE_ENV</c>, which stands in for <c>KODA_ENV</c> when that is not set.</summary>
    public const string NodeEnvironment = "NODE_ENV";

    /// <summary><c>CONTROL_PLANE_AUTH_MODE</c>.</summary>
    public const string AuthMode = "CONTROL_PLANE_AUTH_MODE";

    /// <summary><c>ALLOW_LOOPBACK_BOOTSTRAP</c>.</summary>
    public const string LoopbackBootstrap = "ALLOW_LOOPBACK_BOOTSTRAP";

    /// <summary><c>CONTROL_PLANE_OPERATOR_PASSWORD_MIN_LENGTH</c>, in characters.</summary>
    public const string PasswordMinimum = "CONTROL_PLANE_OPERATOR_PASSWORD_MIN_LENGTH";

    /// <summary><c>CONTROL_PLANE_OPERATOR_LOGIN_MAX_FAILURES</c> before an account is locked.</summary>
    public const string LoginMaxFailures = "CONTROL_PLANE_OPERATOR_LOGIN_MAX_FAILURES";

    /// <summary><c>CONTROL_PLANE_OPERATOR_LOGIN_LOCKOUT_SECONDS</c>.</summary>
    public const string LoginLockoutSeconds = "CONTROL_PLANE_OPERATOR_LOGIN_LOCKOUT_SECONDS";

    /// <summary><c>CONTROL_PLANE_API_TOKEN</c>: break-glass tokens, separated by commas; blank is right.</summary>
    public const string ApiToken = "CONTROL_PLANE_API_TOKEN";

    /// <summary><c>CONTROL_PLANE_BOOTSTRAP_CODE</c>: lets the first owner register.</summary>
    public const string BootstrapCode = "CONTROL_PLANE_BOOTSTRAP_CODE";

    /// <summary><c>WEB_OPERATOR_SESSION_SECRET</c>: encrypts the dashboard's sessions.</summary>
    public const string SessionSecret = "WEB_OPERATOR_SESSION_SECRET";

    /// <summary><c>RUNTIME_LOCAL_UI_TOKEN</c>: admits the dashboard to the runtime.</summary>
    public const string RuntimeToken = "RUNTIME_LOCAL_UI_TOKEN";

    /// <summary>Every variable, sorted by name.</summary>
    public static IReadOnlyList<KodaVariable> All { get; } = Sort(
    [
        // What the control plane decides by at boot.
        Guarded(Environment, FreeText, "development"),
        Guarded(NodeEnvironment, FreeText),
        Guarded(AuthMode, Mode, "token"),
        Guarded(LoopbackBootstrap, Switch),
        Guarded(PasswordMinimum, WholeNumber, "12"),
        Guarded("CONTROL_PLANE_RECOVERY_CODES_PER_USER", WholeNumber, "10"),
        Guarded(LoginMaxFailures, WholeNumber, "5"),
        Guarded(LoginLockoutSeconds, WholeNumber, "900"),
        Guarded("CONTROL_PLANE_OPERATOR_SESSION_TTL_SECONDS", WholeNumber, "604800"),
        Guarded("CONTROL_PLANE_OPERATOR_TOKEN_TTL_DAYS", WholeNumber, "90"),
        Guarded("CONTROL_PLANE_BOOTSTRAP_CODE_TTL_SECONDS", WholeNumber, "900"),
        Guarded("CONTROL_PLANE_REGISTRATION_TOKEN_TTL_SECONDS", WholeNumber, "1800"),
        Guarded("CONTROL_PLANE_RATE_LIMIT", WholeNumber, "120"),
        Guarded("CONTROL_PLANE_AUTH_FAILURE_RATE_LIMIT", WholeNumber, "5"),
        Plain("CONTROL_PLANE_PORT", WholeNumber, "8090"),
        Plain("CONTROL_PLANE_POLL_INTERVAL_SECONDS", Number, "5.0"),
        Plain("CONTROL_PLANE_RESTART_GRACE_SECONDS", Number, "15.0"),
        Plain("CONTROL_PLANE_STARTUP_GRACE_SECONDS", Number, "2.0"),

        // What else opens or closes a door.
        Guarded("CONTROL_PLANE_BIND", FreeText, "127.0.0.1"),
        Guarded("SECURE_COOKIES", Switch),
        Guarded("ALLOW_INSECURE_COOKIES", Switch, "false"),
        Guarded("ALLOW_INSECURE_WEB_OPERATOR_SESSION_SECRET", Switch, "false"),
        Guarded("BROWSER_ALLOW_PRIVATE_NETWORK", Switch, "false"),
        Guarded("AUDIT_RETENTION_DAYS", FreeText, "90"),
        Guarded("STATE_ROOT_DIR", FreeText),
        Guarded("CONTROL_PLANE_MASTER_KEY_FILE", FreeText),
        Guarded("CONTROL_PLANE_MASTER_KEY_PREVIOUS_FILE", FreeText),

        // Secrets.
        Guarded(ApiToken, Secret, ""),
        Guarded(BootstrapCode, Secret, ""),
        Guarded("CONTROL_PLANE_MASTER_KEY", Secret, ""),
        Guarded("CONTROL_PLANE_MASTER_KEY_PREVIOUS", Secret, ""),
        Guarded(SessionSecret, Secret),
        Guarded(RuntimeToken, Secret),
        Guarded("POSTGRES_PASSWORD", Secret),
        Guarded("KNOWLEDGE_V2_POSTGRES_DSN", Secret),
        Guarded("KNOWLEDGE_V2_S3_ACCESS_KEY_ID", Secret),
        Guarded("KNOWLEDGE_V2_S3_SECRET_ACCESS_KEY", Secret),
        Guarded("S3_ACCESS_KEY_ID", Secret),
        Guarded("S3_SECRET_ACCESS_KEY", Secret),
        Plain("AGENT_TOKEN", Secret),
        Plain("AWS_ACCESS_KEY_ID", Secret),
        Plain("AWS_SECRET_ACCESS_KEY", Secret),
        Plain("DEEPSEEK_API_KEY", Secret),
        Plain("DISCORD_BOT_TOKEN", Secret),
        Plain("GROQ_API_KEY", Secret),
        Plain("INSTAGRAM_APP_SECRET", Secret),
        Plain("INSTAGRAM_PAGE_ACCESS_TOKEN", Secret),
        Plain("KIMI_API_KEY", Secret),
        Plain("LINE_CHANNEL_ACCESS_TOKEN", Secret),
        Plain("LINE_CHANNEL_SECRET", Secret),
        Plain("MESSENGER_APP_SECRET", Secret),
        Plain("MESSENGER_PAGE_ACCESS_TOKEN", Secret),
        Plain("MESSENGER_VERIFY_TOKEN", Secret),
        Plain("MISTRAL_API_KEY", Secret),
        Plain("PERPLEXITY_API_KEY", Secret),
        Plain("QWEN_API_KEY", Secret),
        Plain("SLACK_APP_TOKEN", Secret),
        Plain("SLACK_BOT_TOKEN", Secret),
        Plain("SLACK_SIGNING_SECRET", Secret),
        Plain("TEAMS_APP_PASSWORD", Secret),
        Plain("WHATSAPP_ACCESS_TOKEN", Secret),
        Plain("WHATSAPP_VERIFY_TOKEN", Secret),
        Plain("XAI_API_KEY", Secret),

        // The rest, known so that no name of Koda's own is taken for a misspelt one.
        .. Plain(
            Switch,
            "CONTROL_PLANE_AUTO_IMPORT", "CONTROL_PLANE_ENABLED", "CONTROL_PLANE_INLINE_RUNTIME_ASSETS", "CONTROL_PLANE_SKIP_DEFAULT_SEED",
            "DEEPSEEK_ENABLED", "GROQ_ENABLED", "GRPC_TLS_ENABLED", "KIMI_ENABLED", "MCP_ENABLED", "MCP_OAUTH_ENABLED", "MISTRAL_ENABLED",
            "OBJECT_STORAGE_REQUIRED", "PERPLEXITY_ENABLED", "QWEN_ENABLED", "REDIS_ENABLED", "SKILLS_V2_ENABLED", "XAI_ENABLED"),
        .. Plain(
            FreeText,
            "ADMIN_USER_IDS", "AGENT_RESOURCE_ACCESS_POLICY_JSON", "AGENT_TOOL_POLICY_JSON", "ALLOWED_USER_IDS", "ARTIFACT_GRPC_TARGET",
            "ARTIFACT_MAX_UPLOAD_BYTES", "ARTIFACT_RATE_LIMIT_PER_SECOND", "ARTIFACT_STORE_DIR", "CHANNEL_WEBHOOK_BASE_URL",
            "CONTROL_PLANE_BASE_URL", "CONTROL_PLANE_RUNTIME_DIR", "DB_POOL_MAX_SIZE", "DEEPSEEK_API_BASE_URL",
            "DEEPSEEK_DEFAULT_MODEL", "GROQ_API_BASE_URL", "GROQ_DEFAULT_MODEL", "GRPC_TLS_CA_CERT", "GRPC_TLS_CLIENT_CERT",
            "GRPC_TLS_CLIENT_KEY", "HEALTHCHECK_URL", "HTTP_POOL_LIMIT", "KIMI_API_BASE_URL", "KIMI_DEFAULT_MODEL",
            "KNOWLEDGE_V2_POSTGRES_SCHEMA", "KNOWLEDGE_V2_S3_BUCKET", "KNOWLEDGE_V2_S3_ENDPOINT_URL", "KNOWLEDGE_V2_S3_PREFIX",
            "KNOWLEDGE_V2_S3_REGION", "KNOWLEDGE_V2_STORAGE_MODE", "KODA_APP_IMAGE", "KODA_AWSCLI_IMAGE", "KODA_CGROUP_ROOT",
            "KODA_DEV_PNPM_STORE_DIR", "KODA_DEV_WEB_CPUS", "KODA_DEV_WEB_MEMORY_LIMIT", "KODA_DEV_WEB_NODE_OPTIONS",
            "KODA_MEMORY_IMAGE", "KODA_POSTGRES_IMAGE", "KODA_SEAWEEDFS_IMAGE", "KODA_SECURITY_IMAGE", "KODA_WEB_IMAGE",
            "MAX_QUEUED_TASKS_PER_USER", "MCP_OAUTH_CALLBACK_BASE_URL", "MEMORY_GRPC_TARGET", "MISTRAL_API_BASE_URL",
            "MISTRAL_DEFAULT_MODEL", "PERPLEXITY_API_BASE_URL", "PERPLEXITY_DEFAULT_MODEL", "PERPLEXITY_FIRST_CHUNK_TIMEOUT",
            "PERPLEXITY_TIMEOUT", "POSTGRES_DB", "POSTGRES_USER", "QUEUE_MAX_RECOVERY_ATTEMPTS", "QWEN_API_BASE_URL",
            "QWEN_DEFAULT_MODEL", "REDIS_URL", "RETRIEVAL_GRPC_TARGET", "RUNTIME_EPHEMERAL_ROOT", "RUNTIME_KERNEL_GRPC_TARGET",
            "RUNTIME_KERNEL_ROOT", "SEAWEEDFS_ADMIN_PORT", "SECURITY_GRPC_TARGET", "SIGNAL_CLI_URL", "SIGNAL_PHONE_NUMBER",
            "STATE_BACKEND", "TEAMS_APP_ID", "WEB_PORT", "WEB_PUBLIC_BASE_URL", "WHATSAPP_PHONE_NUMBER_ID", "XAI_API_BASE_URL",
            "XAI_DEFAULT_MODEL"),
    ]);

    private static readonly Dictionary<string, KodaVariable> ByName = All.ToDictionary(v => v.Name, StringComparer.Ordinal);

    /// <summary>The variable of a name, or null when Koda has none.</summary>
    /// <param name="name">The name, case-sensitive.</param>
    public static KodaVariable? Find(string name) => ByName.TryGetValue(name, out var variable) ? variable : null;

    private static KodaVariable Guarded(string name, KodaVariableKind kind, string? defaultValue = null) =>
        new(name, kind, defaultValue, isSecurityRelevant: true);

    private static KodaVariable Plain(string name, KodaVariableKind kind, string? defaultValue = null) =>
        new(name, kind, defaultValue, isSecurityRelevant: false);

    private static IEnumerable<KodaVariable> Plain(KodaVariableKind kind, params string[] names) => names.Select(name => Plain(name, kind));

    private static KodaVariable[] Sort(KodaVariable[] variables)
    {
        Array.Sort(variables, (left, right) => string.CompareOrdinal(left.Name, right.Name));
        return variables;
    }
}
