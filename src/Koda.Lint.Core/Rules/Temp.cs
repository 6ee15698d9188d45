namespace Koda.Lint.Rules;
internal sealed class EnvironmentNotProduction : DeploymentRule { public override void Judge(RuleContext context) { } }
internal sealed class AuthModeBypassesAuthentication : DeploymentRule { public override void Judge(RuleContext context) { } }
internal sealed class AuthModeUnknown : DeploymentRule { public override void Judge(RuleContext context) { } }
internal sealed class LoopbackBootstrapEnabled : DeploymentRule { public override void Judge(RuleContext context) { } }
internal sealed class SettingNotANumber : DeploymentRule { public override void Judge(RuleContext context) { } }
