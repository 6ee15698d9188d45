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
    /// The environment. For Compose it hides the file's own earlier keys and gives bare keys their value, and of several
    /// <c>--env-file</c> those read before this one belong to it, behind the shell. For python-dotenv the file's own keys hide it. The other
    /// two readers expand nothing.
    /// </param>
    public static EnvFile Read(SourceFile file, DotenvDialect dialect, VariableLookup lookup) =>
        dialect switch
        {
            DotenvDialect.Compose => new ComposeDotenvReader(file, lookup).Read(),
            DotenvDialect.PythonDotenv => new PythonDotenvReader(file, lookup).Read(),
            DotenvDialect.DotenvNet => new DotenvNetReader(file).Read(),
            DotenvDialect.Naive => new NaiveDotenvReader(file).Read(),
            _ => throw new ArgumentOutOfRangeException(nameof(dialect)),
        };
}
