using System.Globalization;

namespace Koda.Lint.Verification;

/// <summary>KODA2001: a backend answers on an address of this machine that others reach. A port has one finding, however many addresses it has.</summary>
internal static class ExposureJudge
{
    private const int MaxAddresses = 3;

    public static void Judge(LiveContext context)
    {
        foreach (var port in context.Seen.OwnAddresses.GroupBy(one => (one.Backend, one.Exchange.Url.Port)))
        {
            var open = port.Where(one => one.Exchange.Answer is not null && IsTheSame(one)).ToList();
            var other = port.Where(one => !open.Contains(one) && SaysSomething(one.Exchange)).ToList();
            var number = port.Key.Port.ToString(CultureInfo.InvariantCulture);
            var service = LiveContext.NameOf(port.Key.Backend);
            if (open.Count > 0)
                context.Report(RuleTexts.PortPublishedOnAllInterfaces.Answers(service, number, Addresses(open)), open[0].Exchange, "port:" + number);
            if (other.Count > 0)
                context.Report(RuleTexts.PortPublishedOnAllInterfaces.AnswersOtherwise(number, Addresses(other), service), other[0].Exchange, "other:" + number);
        }
    }

    private static bool IsTheSame(OwnAddressObservation one) =>
        AnswerShape.Of(one.OnLoopback) is not { } reference || AnswerShape.Of(one.Exchange)!.Matches(reference)
        || (one.Exchange.Answer!.Status == one.OnLoopback.Answer!.Status && one.Exchange.Answer.MediaType == one.OnLoopback.Answer.MediaType);

    /// <summary>Whether somebody listens there: a refused or unanswered connection is what should be.</summary>
    private static bool SaysSomething(HttpExchange exchange) =>
        exchange.Answer is not null || exchange.Failure?.Kind is ProbeFailureKind.Malformed or ProbeFailureKind.TooLarge or ProbeFailureKind.Tls;

    private static string Addresses(List<OwnAddressObservation> observations)
    {
        var hosts = observations.Select(one => one.Exchange.Url.Host).Distinct().ToList();
        var shown = string.Join(", ", hosts.Take(MaxAddresses));
        return hosts.Count <= MaxAddresses ? shown : shown + " and " + (hosts.Count - MaxAddresses).ToString(CultureInfo.InvariantCulture) + " more";
    }
}
