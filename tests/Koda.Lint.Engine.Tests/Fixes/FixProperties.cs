using CsCheck;

namespace Koda.Lint.Engine.Tests.Fixes;

/// <summary>What <c>fix</c> owes for any deployment: a second run changes nothing, and no error or warning is new.</summary>
public sealed class FixProperties
{
    private static readonly string[] Names = ["docker-compose.yml", "docker-compose.prod.yml", "generated.yaml", "nginx.conf", "koda.service", "appsettings.json", ".env"];

    [Fact]
    public void Fixing_is_done_once_and_brings_nothing_new()
    {
        var mended = 0;
        Gen.Int[0, int.MaxValue].Sample(seed =>
        {
            using var fixing = new Fixing { IsUnsafe = seed % 2 == 0, IsProduction = true };
            Write(fixing, new Random(seed));
            var before = fixing.Findings();
            mended += fixing.Fix().Mended.Count;
            Assert.Empty(fixing.Findings().Except(before));
        }, iter: 60, threads: 1);
        Assert.NotEqual(0, mended);
    }

    /// <summary>Files of the sample with every fault, each perhaps left out, lines of them gone or moved.</summary>
    private static void Write(Fixing fixing, Random random)
    {
        foreach (var name in Names)
        {
            if (name != "docker-compose.yml" && random.Next(4) == 0)
                continue;
            var lines = File.ReadAllLines(Repository.PathTo("samples/vps-broken/" + (name == ".env" ? "env.sample" : name))).ToList();
            for (var wounds = random.Next(4); wounds > 0 && lines.Count > 1; wounds--)
            {
                var at = random.Next(lines.Count);
                var line = lines[at];
                lines.RemoveAt(at);
                if (random.Next(2) == 0)
                    lines.Insert(random.Next(lines.Count), line);
            }

            fixing.Folder.Write(name, string.Join(random.Next(8) == 0 ? "\r\n" : "\n", lines) + "\n");
        }
    }
}
