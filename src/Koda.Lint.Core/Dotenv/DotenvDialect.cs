namespace Koda.Lint.Dotenv;

/// <summary>Who reads an env file. The same line can mean something else to each.</summary>
public enum DotenvDialect
{
    /// <summary>Docker Compose, <c>.env</c> and <c>env_file</c> alike (compose-go 2.4's parser).</summary>
    Compose,

    /// <summary>python-dotenv's <c>dotenv_values</c>, which Koda's control plane loads <c>.env</c> with.</summary>
    PythonDotenv,

    /// <summary>dotenv.net 4.2 with its default options: inline comments, no <c>export</c>, no expansion, no trimming.</summary>
    DotenvNet,

    /// <summary>A script that cuts each line at its first <c>=</c>, as Koda's <c>doctor.py</c> does.</summary>
    Naive,
}
