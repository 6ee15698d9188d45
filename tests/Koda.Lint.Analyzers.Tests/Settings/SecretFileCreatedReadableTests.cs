namespace Koda.Lint.Analyzers.Tests.Settings;

public sealed class SecretFileCreatedReadableTests
{
    private static Task Judge(string statements) => Verify.Statements(statements, RuleIds.SecretFileCreatedReadable);

    [Theory]
    [InlineData("""{|KODA6009:File.WriteAllText("bootstrap.txt", token)|};""")]
    [InlineData("""await {|KODA6009:File.WriteAllTextAsync(Path.Combine(name, ".env"), token)|};""")]
    [InlineData("""{|KODA6009:File.WriteAllBytes($"{name}/.master.key", [1])|};""")]
    [InlineData("""using var stream = {|KODA6009:new FileStream(name + "/.master.key", FileMode.Create)|};""")]
    [InlineData("""using var stream = {|KODA6009:File.Create("state/bootstrap.txt")|};""")]
    [InlineData("""using var writer = {|KODA6009:new StreamWriter("/opt/koda/.env")|};""")]
    [InlineData("""using var stream = {|KODA6009:File.Open(".env", new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write })|};""")]
    [InlineData("""using var stream = {|KODA6009:new FileStream(".env", new FileStreamOptions { Mode = FileMode.Create, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.GroupRead })|};""")]
    [InlineData("""const string Code = "bootstrap.txt"; {|KODA6009:File.AppendAllText(Code, token)|};""")]
    [InlineData("""{|KODA6009:File.WriteAllText(".env", token)|}; File.SetUnixFileMode(".env", UnixFileMode.UserRead | UnixFileMode.UserWrite);""")]
    [InlineData("""using var stream = {|KODA6009:File.Create(".env", 4096, FileOptions.WriteThrough)|};""")]
    public Task A_secret_file_without_a_mode_is_reported(string statements) => Judge(statements);

    [Theory]
    [InlineData("""using var stream = new FileStream(".env", new FileStreamOptions { Mode = FileMode.Create, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite });""")]
    [InlineData("""var options = new FileStreamOptions { Mode = FileMode.CreateNew }; options.UnixCreateMode = UnixFileMode.UserRead; using var stream = File.Open(".master.key", options);""")]
    [InlineData("""File.WriteAllText("notes.txt", token);""")]
    [InlineData("""File.WriteAllText(".env.example", token);""")]
    [InlineData("""File.WriteAllText(name, token);""")]
    [InlineData("""var text = File.ReadAllText(".env");""")]
    [InlineData("""using var stream = File.OpenRead("bootstrap.txt");""")]
    [InlineData("""using var stream = new FileStream(".env", FileMode.Open);""")]
    [InlineData("""File.Delete("bootstrap.txt");""")]
    [InlineData("""void F(Func<FileStreamOptions> make) { using var stream = File.Open(".env", make()); }""")]
    [InlineData("""void F(FileStreamOptions options) { using var stream = File.Open(".env", options); }""")]
    public Task A_private_mode_another_file_and_reading_are_silent(string statements) => Judge(statements);

    [Fact]
    public async Task A_mode_that_is_set_afterwards_has_its_own_words()
    {
        var finding = Assert.Single(await Verify.Findings(
            Verify.InMethod("File.WriteAllText(\".env\", token); File.SetUnixFileMode(\".env\", UnixFileMode.UserRead);"), RuleIds.SecretFileCreatedReadable));
        Assert.Contains("only afterwards", finding.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }
}
