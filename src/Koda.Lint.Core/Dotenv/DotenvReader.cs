using Koda.Lint.Interpolation;
using Koda.Lint.Text;

namespace Koda.Lint.Dotenv;

/// <summary>Reads env files as the programs of a deployment do.</summary>
public static class DotenvReader
{
    /// <summary>Reads a file in time linear in it. Never throws for any text.</summary>
    /// <param name="file">The file.</param>
    /// <param name="dialect">Whose eyes to read with.</param>
    /// <param name="lookup">
    /// The environment: for Compose it hides the file's own earlier keys and gives bare keys their value; for python-dotenv
    /// the file's own keys hide it; the other two readers expand nothing.
    /// </param>
    /// <param name="earlierFiles">
    /// What files read before this one define (several <c>--env-file</c> make one environment), hidden by both; null for nothing.
    /// </param>
    public static EnvFile Read(SourceFile file, DotenvDialect dialect, VariableLookup lookup, VariableLookup? earlierFiles = null) =>
        dialect switch
        {
            DotenvDialect.Compose => new ComposeDotenvReader(file, lookup, earlierFiles).Read(),
            DotenvDialect.PythonDotenv => new PythonDotenvReader(file, lookup, earlierFiles).Read(),
            DotenvDialect.DotenvNet => new DotenvNetReader(file).Read(),
            DotenvDialect.Naive => new NaiveDotenvReader(file).Read(),
            _ => throw new ArgumentOutOfRangeException(nameof(dialect)),
        };
}
