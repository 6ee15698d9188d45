using Microsoft.CodeAnalysis.CSharp;

namespace Koda.Lint.CodeFixes.Tests.Settings;

public sealed class PrivateFileTests
{
    private const string Rule = RuleIds.SecretFileCreatedReadable;
    private const string Mode = "UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite";

    private static Task Expression(string before, string after) => VerifyFix.Statements(
        $"using var s = {{|KODA6009:{before}|}};", $"using var s = {after.Replace("MODE", Mode, StringComparison.Ordinal)};", Rule);

    private static Task Statement(string before, string after) => VerifyFix.Statements(before, after.Replace("MODE", Mode, StringComparison.Ordinal), Rule);

    [Theory]
    [InlineData("File.Create(\".env\")", "new FileStream(\".env\", new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.ReadWrite, Share = FileShare.None, MODE })")]
    [InlineData("File.Create(\".env\", 1, FileOptions.WriteThrough)", "new FileStream(\".env\", new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 1, Options = FileOptions.WriteThrough, MODE })")]
    [InlineData("File.OpenWrite(\".env\")", "new FileStream(\".env\", new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.None, MODE })")]
    [InlineData("File.Open(\".env\", FileMode.CreateNew)", "new FileStream(\".env\", new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None, MODE })")]
    [InlineData("File.CreateText(\".env\")", "new StreamWriter(\".env\", new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, MODE })")]
    [InlineData("File.AppendText(\".env\")", "new StreamWriter(\".env\", new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, MODE })")]
    public Task A_method_of_File_becomes_a_stream_with_options(string before, string after) => Expression(before, after);

    [Theory]
    [InlineData("new FileStream(\".env\", FileMode.Create)", "new FileStream(\".env\", new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.ReadWrite, MODE })")]
    [InlineData("new FileStream(\".env\", FileMode.Append)", "new FileStream(\".env\", new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, MODE })")]
    [InlineData("new FileStream(\".env\", FileMode.Create, FileAccess.Write, FileShare.None, 1, useAsync: true)", "new FileStream(\".env\", new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 1, Options = FileOptions.Asynchronous, MODE })")]
    [InlineData("new FileStream(access: FileAccess.Write, mode: FileMode.Create, path: \".env\")", "new FileStream(\".env\", new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, MODE })")]
    [InlineData("new StreamWriter(\".master.key\")", "new StreamWriter(\".master.key\", new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, MODE })")]
    [InlineData("new StreamWriter(\".master.key\", append: true)", "new StreamWriter(\".master.key\", new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, MODE })")]
    [InlineData("new StreamWriter(\".master.key\", flag, System.Text.Encoding.UTF8)", "new StreamWriter(\".master.key\", System.Text.Encoding.UTF8, new FileStreamOptions { Mode = flag ? FileMode.Append : FileMode.Create, Access = FileAccess.Write, MODE })")]
    public Task A_constructor_gets_options(string before, string after) => Expression(before, after);

    [Theory]
    [InlineData("File.Open(\".env\", new FileStreamOptions { Mode = FileMode.Create })", "File.Open(\".env\", new FileStreamOptions { Mode = FileMode.Create, MODE })")]
    [InlineData("new FileStream(\".env\", new FileStreamOptions { Mode = FileMode.Create, UnixCreateMode = UnixFileMode.OtherRead })", "new FileStream(\".env\", new FileStreamOptions { Mode = FileMode.Create, MODE })")]
    public Task Options_that_are_there_get_the_mode(string before, string after) => Expression(before, after);

    [Fact]
    public Task Options_in_a_variable_get_the_mode_where_they_are_made() => Statement(
        """
        var options = new FileStreamOptions
        {
            Mode = FileMode.Create, // anew
        };
        using var s = {|KODA6009:File.Open(".env", options)|};
        """,
        """
        var options = new FileStreamOptions
        {
            Mode = FileMode.Create, // anew
            MODE,
        };
        using var s = File.Open(".env", options);
        """);

    [Fact]
    public Task A_mode_that_lets_others_in_is_corrected_where_it_is_set() => Statement(
        """
        var options = new FileStreamOptions();
        options.Mode = FileMode.Create;
        options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.OtherRead;
        using var s = {|KODA6009:new FileStream(".env", options)|};
        """,
        """
        var options = new FileStreamOptions();
        options.Mode = FileMode.Create;
        options.MODE;
        using var s = new FileStream(".env", options);
        """);

    [Fact]
    public Task A_FileInfo_opens_itself() => Statement(
        """
        var file = new FileInfo(".env");
        using var s = {|KODA6009:file.OpenWrite()|};
        using var text = {|KODA6009:file.AppendText()|};
        """,
        """
        var file = new FileInfo(".env");
        using var s = file.Open(new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.None, MODE });
        using var text = new StreamWriter(file.Open(new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, MODE }));
        """);

    [Theory]
    [InlineData("File.WriteAllText(\"bootstrap.txt\", token)", "", "Create", "writer.Write(token);")]
    [InlineData("File.WriteAllText(\"bootstrap.txt\", token, System.Text.Encoding.UTF8)", "System.Text.Encoding.UTF8, ", "Create", "writer.Write(token);")]
    [InlineData("File.AppendAllText(contents: token, path: \"bootstrap.txt\")", "", "Append", "writer.Write(token);")]
    public Task Writing_a_text_becomes_writing_to_a_private_file(string before, string encoding, string mode, string write) => Statement(
        $$"""
        // the code
        {|KODA6009:{{before}}|}; // once
        """,
        $$"""
        // the code
        using (var writer = new StreamWriter("bootstrap.txt", {{encoding}}new FileStreamOptions { Mode = FileMode.{{mode}}, Access = FileAccess.Write, MODE }))
        {
            {{write}}
        } // once
        """);

    [Theory]
    [InlineData("await {|KODA6009:File.WriteAllTextAsync(\".env\", token)|};", "await writer.WriteAsync(token);")]
    [InlineData("await {|KODA6009:File.WriteAllTextAsync(\".env\", token)|}.ConfigureAwait(false);", "await writer.WriteAsync(token).ConfigureAwait(false);")]
    [InlineData("await {|KODA6009:File.WriteAllTextAsync(\".env\", token, context.RequestAborted)|};", "await writer.WriteAsync(MemoryExtensions.AsMemory(token), context.RequestAborted);")]
    public Task What_is_awaited_stays_awaited(string before, string write) => Statement(
        before,
        $$"""
        using (var writer = new StreamWriter(".env", new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, MODE }))
        {
            {{write}}
        }
        """);

    [Fact]
    public Task Bytes_are_written_to_a_stream() => Statement(
        """
        if (flag)
            {|KODA6009:File.WriteAllBytes(".master.key", new byte[32])|};
        """,
        """
        if (flag)
            using (var stream = new FileStream(".master.key", new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, MODE }))
            {
                stream.Write(new byte[32]);
            }
        """);

    [Fact]
    public Task Lines_are_written_one_by_one() => Statement(
        """{|KODA6009:File.WriteAllLines(".env", new[] { token })|};""",
        """
        using (var writer = new StreamWriter(".env", new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, MODE }))
        {
            foreach (var line in new[] { token })
                writer.WriteLine(line);
        }
        """);

    [Fact]
    public Task A_variable_keeps_its_name_and_the_new_one_gets_another() => Statement(
        """
        var writer = token;
        {|KODA6009:File.WriteAllText(".env", writer)|};
        """,
        """
        var writer = token;
        using (var writer2 = new StreamWriter(".env", new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, MODE }))
        {
            writer2.Write(writer);
        }
        """);

    [Fact]
    public Task A_member_of_one_expression_gets_a_block() => VerifyFix.Code(
        """
        public static class Code
        {
            public static void Write(string code) => {|KODA6009:File.WriteAllText(".env", code)|};

            public static Action Later(string code) => () => {|KODA6009:File.WriteAllText(".env", code)|};
        }
        """,
        $$"""
        public static class Code
        {
            public static void Write(string code)
            {
                using (var writer = new StreamWriter(".env", new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, {{Mode}} }))
                {
                    writer.Write(code);
                }
            }

            public static Action Later(string code) => () =>
            {
                using (var writer = new StreamWriter(".env", new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, {{Mode}} }))
                {
                    writer.Write(code);
                }
            };
        }
        """,
        Rule);

    [Fact]
    public Task A_file_of_CSharp_7_names_what_it_does_not_import() => VerifyFix.Code(
        """
        public static class Code
        {
            public static System.IO.Stream Open()
            {
                return {|KODA6009:System.IO.File.Create(".env")|};
            }
        }
        """,
        """
        public static class Code
        {
            public static System.IO.Stream Open()
            {
                return new System.IO.FileStream(".env", new System.IO.FileStreamOptions { Mode = System.IO.FileMode.Create, Access = System.IO.FileAccess.ReadWrite, Share = System.IO.FileShare.None, UnixCreateMode = System.IO.UnixFileMode.UserRead | System.IO.UnixFileMode.UserWrite });
            }
        }
        """,
        Rule,
        LanguageVersion.CSharp7_3);

    [Theory]
    [InlineData("Task Write() => File.WriteAllTextAsync(\".env\", token);")]
    [InlineData("var task = File.WriteAllTextAsync(\".env\", token);")]
    [InlineData("using var s = new StreamWriter(\".env\", false, System.Text.Encoding.UTF8, 1024);")]
    public Task A_call_whose_task_or_buffer_is_used_stays(string statements) => VerifyFix.NothingOffered(statements, Rule);
}
