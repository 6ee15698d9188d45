namespace Koda.Lint.Analyzers.Tests.Accounts;

public sealed class PasswordMinimumTooShortTests
{
    private const string Usings = "using System.ComponentModel.DataAnnotations;\nusing Microsoft.AspNetCore.Identity;\n";

    private static Task Judge(string statements) => Verify.Code(Usings + Verify.InMethod(statements), RuleIds.PasswordMinimumTooShort);

    private static Task JudgeCode(string code) => Verify.Code(Usings + code, RuleIds.PasswordMinimumTooShort);

    [Theory]
    [InlineData("services.AddIdentity<IdentityUser, IdentityRole>(o => o.Password.RequiredLength = {|KODA5001:8|});")]
    [InlineData("services.AddIdentityCore<IdentityUser>(o => { o.Password.RequiredLength = {|KODA5001:6|}; });")]
    [InlineData("services.Configure<IdentityOptions>(o => o.Password.RequiredLength = {|KODA5001:11|});")]
    [InlineData("services.PostConfigure<IdentityOptions>(o => { o.Password = new PasswordOptions { RequiredLength = {|KODA5001:8|} }; });")]
    [InlineData("services.AddOptions<IdentityOptions>().Configure(o => o.Password.RequiredLength = {|KODA5001:8|});")]
    [InlineData("const int Min = 8; services.Configure<IdentityOptions>(o => o.Password.RequiredLength = {|KODA5001:Min|});")]
    [InlineData("services.Configure<IdentityOptions>(o => o.Password = new() { RequiredLength = {|KODA5001:8|} });")]
    [InlineData("services.{|KODA5001:AddIdentity<IdentityUser, IdentityRole>|}();")]
    [InlineData("services.{|KODA5001:AddIdentityCore<IdentityUser>|}(o => o.SignIn.RequireConfirmedAccount = true);")]
    [InlineData("services.{|KODA5001:AddIdentityApiEndpoints<IdentityUser>|}();")]
    public Task Identity_with_a_short_minimum_is_reported(string statements) => Judge(statements);

    [Theory]
    [InlineData("services.AddIdentity<IdentityUser, IdentityRole>(o => o.Password.RequiredLength = 12);")]
    [InlineData("services.AddIdentity<IdentityUser, IdentityRole>(o => { o.Password.RequiredLength = 8; o.Password.RequiredLength = 14; });")]
    [InlineData("services.AddIdentity<IdentityUser, IdentityRole>(); services.Configure<IdentityOptions>(o => o.Password.RequiredLength = 16);")]
    [InlineData("services.AddIdentity<IdentityUser, IdentityRole>(); services.Configure<IdentityOptions>(configuration.GetSection(\"Identity\"));")]
    [InlineData("services.AddIdentityCore<IdentityUser>(o => o.Password.RequiredLength = configuration.GetValue<int>(\"Min\"));")]
    [InlineData("if (env.IsDevelopment()) services.Configure<IdentityOptions>(o => o.Password.RequiredLength = 4);")]
    public Task Identity_with_a_long_or_unknown_minimum_is_silent(string statements) => Judge(statements);

    [Fact]
    public Task Options_classes_are_judged() => JudgeCode(
        """
        public class Setup : Microsoft.Extensions.Options.IConfigureOptions<IdentityOptions>
        {
            public void Configure(IdentityOptions options) => options.Password.RequiredLength = {|KODA5001:8|};
        }
        """);

    [Fact]
    public Task Annotations_on_password_members_are_judged() => JudgeCode(
        """
        public class RegisterModel
        {
            [Required, MinLength({|KODA5001:8|})]
            public string Password { get; set; } = "";

            [StringLength(100, MinimumLength = {|KODA5001:6|}, ErrorMessage = "x")]
            public string NewPassword { get; set; } = "";

            [Length({|KODA5001:8|}, 64)]
            public string Passphrase { get; set; } = "";

            [RegularExpression({|KODA5001:@"^(?=.*[A-Z]).{8,}$"|})]
            public string UserPassword { get; set; } = "";

            [MinLength(2)] public string Name { get; set; } = "";
            [MinLength(2)] public string PasswordHint { get; set; } = "";
            [MinLength(14)] public string OwnerPassword { get; set; } = "";
            [StringLength(100)] public string AdminPassword { get; set; } = "";
            [RegularExpression(@"^(?=.{12,}$).*")] public string RootPassword { get; set; } = "";
            [MaxLength(8)] public string OtherPassword { get; set; } = "";
        }

        public record Change([property: MinLength({|KODA5001:8|})] string NewPassword, [MinLength({|KODA5001:10|})] string Pwd);
        """);

    [Fact]
    public async Task A_login_model_is_information()
    {
        var finding = Assert.Single(await Verify.Findings(
            Usings + "public class LoginModel { [MinLength(8)] public string Password { get; set; } = \"\"; }", RuleIds.PasswordMinimumTooShort));
        Assert.Equal(Microsoft.CodeAnalysis.DiagnosticSeverity.Info, finding.Severity);
    }

    [Fact]
    public Task FluentValidation_rules_are_judged() => Verify.Code(
        [
            ("FluentValidation.cs", """
                namespace FluentValidation
                {
                    public interface IRuleBuilder<T, TProperty> { }
                    public class AbstractValidator<T> { protected IRuleBuilder<T, TProperty> RuleFor<TProperty>(System.Linq.Expressions.Expression<Func<T, TProperty>> e) => null!; }
                    public static class DefaultValidatorExtensions
                    {
                        public static IRuleBuilder<T, TProperty> NotEmpty<T, TProperty>(this IRuleBuilder<T, TProperty> b) => b;
                        public static IRuleBuilder<T, string> MinimumLength<T>(this IRuleBuilder<T, string> b, int minimumLength) => b;
                        public static IRuleBuilder<T, string> Length<T>(this IRuleBuilder<T, string> b, int min, int max) => b;
                        public static IRuleBuilder<T, string> Matches<T>(this IRuleBuilder<T, string> b, string expression) => b;
                    }
                }
                """),
            ("Test0.cs", """
                using FluentValidation;
                public record Model(string Password, string NewPassword, string Name);
                public class RegisterValidator : AbstractValidator<Model>
                {
                    public RegisterValidator()
                    {
                        RuleFor(x => x.Password).NotEmpty().MinimumLength({|KODA5001:8|});
                        RuleFor(x => x.NewPassword).Length({|KODA5001:6|}, 100);
                        RuleFor(x => x.NewPassword).Matches({|KODA5001:"^[a-z]{8,}$"|});
                        RuleFor(x => x.Password).MinimumLength(12);
                        RuleFor(x => x.Name).MinimumLength(2);
                        RuleFor(x => x.Password).Matches("[A-Z]*");
                    }
                }
                """),
        ],
        [RuleIds.PasswordMinimumTooShort]);

    [Theory]
    [InlineData("^.{8,}$", 8)]
    [InlineData("^(?=.*[a-z])(?=.*\\d)[A-Za-z\\d]{10,64}$", 10)]
    [InlineData("(abc|de)+x?", 2)]
    [InlineData("^(?=.{12,}$).*", 12)]
    [InlineData("^(?!.*pass).{9}$", 9)]
    [InlineData("[^\\]]{3}", 3)]
    [InlineData("(", null)]
    [InlineData("a\\1", null)]
    public void The_shortest_match_of_a_pattern_is_proved_or_not_known(string pattern, int? length) =>
        Assert.Equal(length, Koda.Lint.Analyzers.Accounts.PatternLength.MinimumOf(pattern));
}
