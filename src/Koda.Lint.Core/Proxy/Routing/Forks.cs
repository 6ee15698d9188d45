using Koda.Lint.Text;

namespace Koda.Lint.Proxy.Routing;

/// <summary>
/// Lets a router run on past a question that the configuration leaves open (is this the client's address? did that
/// header come?). The router is run once for every combination of answers; when all runs lead to one place, the place
/// is known after all.
/// </summary>
internal sealed class Forks
{
    private const int MaxRuns = 32;
    private readonly List<bool> _answers;
    private readonly List<(SourceSpan Span, string Question)> _asked = [];
    private readonly Dictionary<SourceSpan, bool> _known = [];

    private Forks(List<bool> answers) => _answers = answers;

    /// <summary>Answers a question; in one run always the same for the same characters.</summary>
    /// <param name="span">The characters that cannot be judged.</param>
    /// <param name="reason">Why, as a phrase.</param>
    public bool Ask(SourceSpan span, string reason)
    {
        if (_known.TryGetValue(span, out var answer))
            return answer;
        if (_asked.Count == _answers.Count)
            _answers.Add(false);
        answer = _answers[_asked.Count];
        _asked.Add((span, reason));
        _known.Add(span, answer);
        return answer;
    }

    public static RouteDecision Explore(Func<Forks, RouteDecision> run)
    {
        var outcomes = new List<RouteDecision>();
        var answers = new List<bool>();
        (SourceSpan Span, string Question)? first = null;
        for (var runs = 0; runs < MaxRuns; runs++)
        {
            var forks = new Forks(answers);
            var outcome = run(forks);
            if (forks._asked.Count == 0)
                return outcome;
            first ??= forks._asked[0];
            if (!outcomes.Exists(o => o.LeadsWhere(outcome) && HaveSameHeaders(o, outcome)))
                outcomes.Add(outcome);

            answers.RemoveRange(forks._asked.Count, answers.Count - forks._asked.Count);
            while (answers.Count > 0 && answers[answers.Count - 1])
                answers.RemoveAt(answers.Count - 1);
            if (answers.Count == 0)
                return Join(outcomes, first.Value);
            answers[answers.Count - 1] = true;
        }

        return new RouteDecision(RouteKind.Unknown, first!.Value.Span)
        {
            Reason = "it hangs on too many conditions that cannot be known",
            Alternatives = outcomes,
        };
    }

    private static RouteDecision Join(List<RouteDecision> outcomes, (SourceSpan Span, string Question) first)
    {
        if (outcomes.Count == 1)
            return outcomes[0];
        return outcomes.TrueForAll(o => o.LeadsWhere(outcomes[0]))
            ? outcomes[0] with { Alternatives = outcomes }
            : new RouteDecision(RouteKind.Unknown, first.Span) { Reason = first.Question, Alternatives = outcomes };
    }

    private static bool HaveSameHeaders(RouteDecision left, RouteDecision right) =>
        left.Headers.Count == right.Headers.Count
        && left.Headers.All(h => right.Headers.TryGetValue(h.Key, out var other)
            && h.Value.RemovedBy == other.RemovedBy && h.Value.Values.SequenceEqual(other.Values));
}
