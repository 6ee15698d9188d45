using Microsoft.CodeAnalysis;

namespace Koda.Lint.Analyzers.Tests.Accounts;

public sealed class PasswordMinimumTooShortTests
{
    private const string Usings = "using System.ComponentModel.DataAnnotations;\nusing Microsoft.AspNetCore.Identity;\n";

    private const string FluentValidation =
        """
        namespace FluentValidation
        {
            public interface IRuleBuilder<T, TProperty> { }
            public class AbstractValidator<T> { protected IRuleBuilder<T, TProperty> RuleFor<TProperty>(System.Linq.Expressions.Expression<Func<T, TProperty>> e) => null!; }
            public static class DefaultValidatorExtensions
            {
                public static IRuleBuilder<T, TProperty> NotEmpty<T, TProperty>(this IRuleBuilder<T, TProperty> b) => b;
                public static IRuleBuilder<T, string> MinimumLength<T>(this IRuleBuilder<T, string> b, int minimumLength) => b;
                public static IRuleBuilder<T, string> Length<T>(this IRuleBuilder<T, string> b, int min, int max) => b;
                public static IRuleBuilder<T, string> Length<T>(this IRuleBuilder<T, string> b, int exactLength) => b;
                public static IRuleBuilder<T, string> Matches<T>(this IRuleBuilder<T, string> b, string expression) => b;
            }
        }
        """;

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
    [InlineData("services.{|KODA5001:AddIdentityCore<IdentityUser>|}(); services.Configure<IdentityOptions>(o => o.SignIn.RequireConfirmedAccount = true);")]
    [InlineData("services.{|KODA5001:AddIdentityCore<IdentityUser>|}(); services.AddOptions<IdentityOptions>();")]
    [InlineData("var password = new PasswordOptions { RequiredLength = {|KODA5001:8|} };")]
    [InlineData("void F(UserManager<IdentityUser> users) { users.Options.Password.RequiredLength = {|KODA5001:4|}; }")]
    public Task Identity_with_a_short_minimum_is_reported(string statements) => Judge(statements);

    [Theory]
    [InlineData("services.AddIdentity<IdentityUser, IdentityRole>(o => o.Password.RequiredLength = 12);")]
    [InlineData("services.AddIdentity<IdentityUser, IdentityRole>(o => { o.Password.RequiredLength = 8; o.Password.RequiredLength = 14; });")]
    [InlineData("services.AddIdentity<IdentityUser, IdentityRole>(); services.Configure<IdentityOptions>(o => o.Password.RequiredLength = 16);")]
    [InlineData("services.AddIdentity<IdentityUser, IdentityRole>(); services.Configure<IdentityOptions>(configuration.GetSection(\"Identity\"));")]
    [InlineData("services.AddIdentityCore<IdentityUser>(o => o.Password.RequiredLength = configuration.GetValue<int>(\"Min\"));")]
    [InlineData("if (env.IsDevelopment()) services.Configure<IdentityOptions>(o => o.Password.RequiredLength = 4);")]
    [InlineData("if (env.IsDevelopment()) services.AddIdentityCore<IdentityUser>();")]
    [InlineData("void F(Action<IdentityOptions> set) { services.AddIdentityCore<IdentityUser>(set); }")]
    [InlineData("void F(Action<IdentityOptions> set) { services.AddIdentityCore<IdentityUser>(); services.Configure<IdentityOptions>(set); }")]
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
    public Task Options_that_a_method_is_handed_are_judged_as_it_leaves_them() => JudgeCode(
        """
        public static class Setup
        {
            public static void Weaken(PasswordOptions options) => options.RequiredLength = {|KODA5001:8|};

            public static void Strengthen(IdentityOptions options)
            {
                options.Password.RequiredLength = 8;
                Action tell = () => Console.WriteLine("The length comes next.");
                tell();
                options.Password.RequiredLength = 12;
            }
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

    private static async Task<Diagnostic> FindingOf(string code) => Assert.Single(await Verify.Findings(code, RuleIds.PasswordMinimumTooShort));

    private static string? FixOf(Diagnostic finding) => finding.Properties.GetValueOrDefault(Findings.FixProperty);

    [Theory]
    [InlineData("LoginModel")]
    [InlineData("LogInModel")]
    [InlineData("SignInRequest")]
    public async Task A_login_model_is_information_and_keeps_its_minimum(string model)
    {
        var finding = await FindingOf(Usings + "public class " + model + " { [MinLength(8)] public string Password { get; set; } = \"\"; }");
        Assert.Equal(DiagnosticSeverity.Info, finding.Severity);
        Assert.Null(FixOf(finding));
    }

    [Theory]
    [InlineData("SignUpModel")]
    [InlineData("InviteLogModel")]
    public async Task A_model_to_choose_a_password_with_is_an_error(string model)
    {
        var finding = await FindingOf(Usings + "public class " + model + " { [MinLength(8)] public string Password { get; set; } = \"\"; }");
        Assert.Equal(DiagnosticSeverity.Error, finding.Severity);
    }

    [Theory]
    [InlineData("MinLength(8)", "value:12")]
    [InlineData("Length(6, 64)", "value:12")]
    [InlineData("Length(6, 12)", "value:12")]
    [InlineData("Length(6, 10)", null)]
    [InlineData("Length(6, maximumLength: 64)", "value:12")]
    [InlineData("Length(maximumLength: 10, minimumLength: 6)", null)]
    [InlineData("StringLength(100, MinimumLength = 6)", "value:12")]
    [InlineData("StringLength(10, MinimumLength = 6)", null)]
    [InlineData("StringLength(maximumLength: 10, MinimumLength = 6)", null)]
    [InlineData("RegularExpression(\"^.{8,}$\")", null)]
    public async Task An_annotations_minimum_is_raised_unless_the_maximum_is_below_it(string annotation, string? fix) =>
        Assert.Equal(fix, FixOf(await FindingOf(Usings + "public class Register { [" + annotation + "] public string Password { get; set; } = \"\"; }")));

    [Theory]
    [InlineData("MinimumLength(8)", "value:12")]
    [InlineData("Length(6, 64)", "value:12")]
    [InlineData("Length(6, 10)", null)]
    [InlineData("Length(8)", null)]
    public async Task A_FluentValidation_minimum_is_raised_unless_the_maximum_is_below_it(string rule, string? fix) => Assert.Equal(fix, FixOf(await FindingOf(
        "using FluentValidation;\n" + FluentValidation + "\npublic record Model(string Password); public class Register : AbstractValidator<Model> { public Register() => RuleFor(x => x.Password)." + rule + "; }")));

    [Fact]
    public Task FluentValidation_rules_are_judged() => Verify.Code(
        [
            ("FluentValidation.cs", FluentValidation),
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
    [InlineData("[^]a]{3}", 3)]
    [InlineData("[a]b", 2)]
    [InlineData("\\bab\\b", 2)]
    [InlineData("^\\w{8,}$", 8)]
    [InlineData("(abc)(de)f", 6)]
    [InlineData("(?:ab)c", 3)]
    [InlineData("(?>ab)c", 3)]
    [InlineData("(?<name>ab)c", 3)]
    [InlineData("(?'name'ab)c", 3)]
    [InlineData("(?<=abc)d", 1)]
    [InlineData("(?!.{12})a", 1)]
    [InlineData("(?=.{12})a|b", 1)]
    [InlineData("b|(?=.{12})a", 1)]
    [InlineData("(?=.{12})(?:a|b)", 12)]
    [InlineData("(?:(?=.{12})a)?", 0)]
    [InlineData("(?:(?=.{12})a)+", 12)]
    [InlineData("(?=(?=.{12})a)b", 12)]
    [InlineData("(?i)abc", null)]
    [InlineData("(", null)]
    [InlineData("a\\1", null)]
    public void The_shortest_match_of_a_pattern_is_proved_or_not_known(string pattern, int? length) =>
        Assert.Equal(length, Koda.Lint.Analyzers.Accounts.PatternLength.MinimumOf(pattern));
}
