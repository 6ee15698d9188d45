using System.IO.Compression;
using System.Reflection;
using System.Reflection.PortableExecutable;
using System.Text;
using Mono.Cecil;

namespace Koda.Lint.Build.Tests;

/// <summary>What lies in the package.</summary>
public sealed class PackageTests(PackedFeed feed)
{
    private static readonly string[] FromMSBuild = ["Microsoft.Build.Framework", "Microsoft.Build.Utilities.Core"];

    [Fact]
    public void Nothing_in_it_is_called_YamlDotNet_and_nothing_refers_to_it()
    {
        var assemblies = Assemblies("");

        Assert.NotEmpty(assemblies);
        Assert.DoesNotContain(assemblies, one => one.Name.Name == "YamlDotNet" || one.MainModule.AssemblyReferences.Any(reference => reference.Name == "YamlDotNet"));
        var renamed = assemblies.Where(one => one.Name.Name.StartsWith("Koda.Lint.YamlDotNet.", StringComparison.Ordinal)).ToList();
        Assert.Equal(3, renamed.Count);
        Assert.All(renamed, one =>
        {
            Assert.False(one.Name.HasPublicKey);
            Assert.False(one.MainModule.Attributes.HasFlag(ModuleAttributes.StrongNameSigned));
        });
        Assert.Single(renamed.Select(one => one.MainModule.Mvid).Distinct());
    }

    [Fact]
    public void What_the_task_refers_to_lies_beside_it_or_in_net472()
    {
        var framework = PackedFeed.Metadata("Net472");
        Assert.True(File.Exists(Path.Combine(framework, "mscorlib.dll")), framework);
        var packed = Assemblies("tasks/net472/");
        var known = packed.Select(one => one.Name.Name).Concat(FromMSBuild)
            .Concat(Directory.EnumerateFiles(framework, "*.dll", SearchOption.AllDirectories).Select(path => Path.GetFileNameWithoutExtension(path))).ToHashSet(StringComparer.Ordinal);

        Assert.Equal([], packed.SelectMany(one => one.MainModule.AssemblyReferences.Select(reference => one.Name.Name + " -> " + reference.Name)).Where(pair => !known.Contains(pair.Split(" -> ")[1])));
    }

    [Fact]
    public void On_dotnet_it_brings_nothing_that_the_dotnet_8_sdk_has()
    {
        foreach (var folder in (string[])["tasks/netstandard2.0/", "analyzers/dotnet/cs/"])
        {
            var packed = Assemblies(folder);
            Assert.All(packed, one => Assert.StartsWith("Koda.Lint.", one.Name.Name, StringComparison.Ordinal));
            var json = packed.SelectMany(one => one.MainModule.AssemblyReferences).Where(reference => reference.Name == "System.Text.Json");
            Assert.All(json, reference => Assert.True(reference.Version <= new Version(8, 0, 0, 0), reference.FullName));
        }
    }

    [Fact]
    public void It_says_what_it_is()
    {
        using var package = ZipFile.OpenRead(feed.PackageFile);
        using var reader = new StreamReader(package.GetEntry("Koda.Lint.nuspec")!.Open());
        var nuspec = reader.ReadToEnd();

        foreach (var part in (string[])["<developmentDependency>true<", "<license type=\"expression\">Apache-2.0<", "<readme>README.md<", "<icon>icon.png<", "<repository type=\"git\" url=\"https://github.com/OpenKodaAI/koda-lint\"", "<projectUrl>https://github.com/OpenKodaAI/koda-lint<", "<authors>The Koda.Lint authors<", "<description>Makes ", "<tags>analyzer roslyn "])
            Assert.Contains(part, nuspec, StringComparison.Ordinal);
        Assert.DoesNotContain("<dependency ", nuspec, StringComparison.Ordinal);
        Assert.Contains("""<PackageReference Include="Koda.Lint" """, Encoding.UTF8.GetString(Bytes(package.GetEntry("README.md")!)), StringComparison.Ordinal);
        Assert.Contains("YamlDotNet", Encoding.UTF8.GetString(Bytes(package.GetEntry("THIRD-PARTY-NOTICES.txt")!)), StringComparison.Ordinal);
        Assert.Equal([0x89, .. "PNG"u8], Bytes(package.GetEntry("icon.png")!)[..4]);
        Assert.All((string[])["build", "buildMultiTargeting", "buildTransitive"], folder =>
        {
            Assert.NotNull(package.GetEntry(folder + "/Koda.Lint.props"));
            Assert.NotNull(package.GetEntry(folder + "/Koda.Lint.targets"));
        });
    }

    [Fact]
    public void Tasks_are_marked_for_a_multithreaded_build()
    {
        var tasks = typeof(ReadSettings).Assembly.GetTypes().Where(type => typeof(Microsoft.Build.Framework.ITask).IsAssignableFrom(type)).ToList();

        Assert.Equal(4, tasks.Count);
        Assert.All(tasks, task => Assert.Contains(task.GetCustomAttributesData(), mark => mark.AttributeType.FullName == "Microsoft.Build.Framework.MSBuildMultiThreadableTaskAttribute"));
    }

    [Fact]
    public void Our_assemblies_are_made_deterministically_and_carry_their_symbols()
    {
        using var package = ZipFile.OpenRead(feed.PackageFile);
        var ours = package.Entries.Where(entry => entry.Name.StartsWith("Koda.Lint.", StringComparison.Ordinal) && entry.Name.EndsWith(".dll", StringComparison.Ordinal) && !entry.Name.Contains("YamlDotNet", StringComparison.Ordinal)).ToList();
        Assert.True(ours.Count > 10);
        Assert.All(ours, entry =>
        {
            using var image = new PEReader([.. Bytes(entry)]);
            var kinds = image.ReadDebugDirectory().Select(one => one.Type).ToList();
            Assert.Contains(DebugDirectoryEntryType.Reproducible, kinds);
            Assert.Contains(DebugDirectoryEntryType.EmbeddedPortablePdb, kinds);
        });
        Assert.DoesNotContain(package.Entries, entry => entry.Name.EndsWith(".pdb", StringComparison.Ordinal));
    }

    [Fact]
    public void An_assembly_is_renamed_to_the_same_bytes_each_time_and_those_are_packed()
    {
        using var folder = new TemporaryFolder();
        var tool = Repository.PathTo($"eng/RenameAssembly/bin/{PackedFeed.Metadata("Configuration")}/net10.0/RenameAssembly.dll");
        using var package = ZipFile.OpenRead(feed.PackageFile);
        var packed = package.Entries.Where(entry => entry.Name.StartsWith("Koda.Lint.YamlDotNet.", StringComparison.Ordinal)).ToList();
        var times = new List<byte[]>();
        foreach (var at in (string[])["one", "another/place"])
        {
            var renamed = folder.PathTo(at + "/" + packed[0].Name);
            var (exitCode, output) = Dotnet.Run(folder.Path, null, tool, PackedFeed.Metadata("YamlDotNet"), renamed);
            Assert.True(exitCode == 0, output);
            times.Add(File.ReadAllBytes(renamed));
        }

        Assert.True(times[0].AsSpan().SequenceEqual(times[1]));
        Assert.All(packed, entry => Assert.True(times[0].AsSpan().SequenceEqual(Bytes(entry)), entry.FullName));
        Assert.False(times[0].AsSpan().SequenceEqual(File.ReadAllBytes(PackedFeed.Metadata("YamlDotNet"))));
    }

    [Fact]
    public void Its_own_shape_is_validated_when_it_is_packed()
    {
        var (exitCode, output) = Dotnet.Run(Repository.Root, null, "msbuild", Repository.PathTo("src/Koda.Lint.Build"), "-getProperty:EnablePackageValidation", "-nologo");

        Assert.True(exitCode == 0, output);
        Assert.Equal("true", output.Trim());
    }

    [Fact]
    public void Nothing_is_public_but_the_tasks() => Assert.Equal(
        ["LintDeployments", "ProbeInputs", "ReadSettings", "ReportFindings"], typeof(ReadSettings).Assembly.GetExportedTypes().Select(type => type.Name).Order(StringComparer.Ordinal));

    private List<AssemblyDefinition> Assemblies(string folder)
    {
        using var package = ZipFile.OpenRead(feed.PackageFile);
        var found = new List<AssemblyDefinition>();
        foreach (var entry in package.Entries.Where(entry => entry.FullName.StartsWith(folder, StringComparison.Ordinal) && entry.FullName.EndsWith(".dll", StringComparison.Ordinal)))
        {
            found.Add(AssemblyDefinition.ReadAssembly(new MemoryStream(Bytes(entry))));
        }

        return found;
    }

    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
