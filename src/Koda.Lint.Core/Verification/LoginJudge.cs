using System.Globalization;

namespace Koda.Lint.Verification;

/// <summary>KODA5009: a login that has to fail is refused, and not too fast. A slow machine or network only makes it look slower.</summary>
internal static class LoginJudge
{
    /// <summary>What a server waits for, less what its timer may be early by.</summary>
    private static readonly TimeSpan Floor = TimeSpan.FromMilliseconds(290);

    public static void Judge(LiveContext context)
    {
        if (context.Seen.Login is not { Exchange: { Answer: { } answer } exchange } login)
            return;
        var status = answer.Status.ToString(CultureInfo.InvariantCulture);
        if (answer.Status is >= 200 and <= 299)
            context.Report(RuleTexts.LoginAnswersTooFast.Accepted(status), exchange, "login");
        else if (!login.IsTimed)
            return;
        else if (answer.Status is not (400 or 401 or 403 or 422))
            context.Report(RuleTexts.LoginAnswersTooFast.NotJudged(status), exchange, "login");
        else if (answer.Elapsed < Floor)
            context.Report(RuleTexts.LoginAnswersTooFast.Default(((int)answer.Elapsed.TotalMilliseconds).ToString(CultureInfo.InvariantCulture)), exchange, "login");
    }
}
