using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Koda.Lint.BootGuard.Hosting;

/// <summary>Ends a process that may not start. An exception would do it with a stack trace, and with the exit code of a crash.</summary>
internal static class ProcessExit
{
    /// <summary>Tells the person at the terminal, and ends the process.</summary>
    /// <param name="verdict">What was found.</param>
    /// <param name="services">The host's services, which know who logs.</param>
    /// <param name="isLogged">Whether the findings went to somebody who logs.</param>
    public static void Refuse(GuardVerdict verdict, IServiceProvider services, bool isLogged)
    {
        var loggers = services.GetServices<ILoggerProvider>().ToList();
        if (!isLogged || !loggers.Exists(logger => logger.GetType().Name == "ConsoleLoggerProvider"))
            Console.Error.Write(verdict);
        loggers.ForEach(Flush);
        Environment.Exit(KodaBootGuard.RefusedExitCode);
    }

    /// <summary>Loggers write in the background, and what they have not written is lost with the process. Disposing of them is what has them write.</summary>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "A logger that fails must not turn the refusal into a crash.")]
    private static void Flush(ILoggerProvider logger)
    {
        try
        {
            logger.Dispose();
        }
        catch (Exception e)
        {
            Console.Error.WriteLine("koda boot guard: " + logger.GetType().Name + " did not end its log: " + e.GetType().Name);
        }
    }
}
