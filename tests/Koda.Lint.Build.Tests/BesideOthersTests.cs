namespace Koda.Lint.Build.Tests;

/// <summary>The package beside another analyzer that brings its own, older YamlDotNet.</summary>
public sealed class BesideOthersTests(PackedFeed feed)
{
    private const string Other = """<PackageReference Include="SecurityCodeScan.VS2019" Version="5.6.7" PrivateAssets="all" />""";

    private const string Code =
        """
        using System.Security.Cryptography;
        internal static class Weak
        {
            public static byte[] Hash(byte[] data) => MD5.HashData(data);
            public static HashAlgorithm Make() => MD5.Create();
        }
        """;

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    [InlineData(false, true)]
    public void Both_tools_report_in_either_order_with_and_without_the_compiler_server(bool oursFirst, bool shared)
    {
        using var consumer = new Consumer(feed);
        consumer.WriteLibrary();
        consumer.Write("Code.cs", Code);
        consumer.WriteBroken();
        var references = oursFirst ? consumer.Reference + Other : Other + consumer.Reference;
        consumer.Write("App.csproj", $"""<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup><ItemGroup>{references}</ItemGroup></Project>""");

        // As a build, whose task reports, and as an IDE, whose compiler does.
        var built = consumer.Build("-p:KodaLintFailOn=none", "-p:UseSharedCompilation=" + (shared ? "true" : "false"));
        var asked = consumer.Build("--no-restore", "--no-incremental", "-p:DesignTimeBuild=true", "-p:UseSharedCompilation=" + (shared ? "true" : "false"));

        Assert.Contains("SCS0006", built.Output, StringComparison.Ordinal);
        Assert.Equal(["warning KODA2002 docker-compose.yml(8,9,8,20)"], built.Findings);
        Assert.Contains("SCS0006", asked.Output, StringComparison.Ordinal);
        Assert.Contains("KODA2002", asked.Output, StringComparison.Ordinal);
        Assert.DoesNotMatch("AD0001|CS8032|MSB4018", built.Output + asked.Output);
    }
}
