namespace Koda.Lint.Verification;

/// <summary>Whose answer came back at the public URL.</summary>
public enum Recognition
{
    /// <summary>The backend's that the path belongs to.</summary>
    Right,

    /// <summary>The other backend's.</summary>
    Wrong,

    /// <summary>Either one's: both answer alike.</summary>
    Either,

    /// <summary>Neither one's: the proxy's own, or one that it changed.</summary>
    Neither,
}

/// <summary>
/// Tells which backend stands behind a public answer by what each of them answers when it is asked directly, so that it holds for any version of
/// Koda and for whatever the proxy adds.
/// </summary>
public static class BackendRecognition
{
    /// <summary>Recognises the backend.</summary>
    /// <param name="answers">What the two backends and the public URL answered to one probe.</param>
    public static Recognition Of(RouteProbe answers)
    {
        if (AnswerShape.Of(answers.AtPublic) is not { } seen)
            return Recognition.Neither;
        var right = AnswerShape.Of(answers.AtRight);
        var wrong = AnswerShape.Of(answers.AtWrong);
        var isRight = right?.Matches(seen) == true;
        var isWrong = wrong?.Matches(seen) == true;
        if (isRight && isWrong)
        {
            var (hasRight, hasWrong) = (right!.HasBodyOf(seen), wrong!.HasBodyOf(seen));
            return hasRight == hasWrong ? Recognition.Either : hasRight ? Recognition.Right : Recognition.Wrong;
        }

        if (isRight || isWrong)
            return isRight ? Recognition.Right : Recognition.Wrong;

        // Changed on the way, by a banner or a compressor: a page and data are still not the same.
        if (seen.Kind is not { } kind || right?.Kind == wrong?.Kind || answers.AtPublic!.Answer!.Status >= 400)
            return Recognition.Neither;
        return kind == right?.Kind ? Recognition.Right : kind == wrong?.Kind ? Recognition.Wrong : Recognition.Neither;
    }
}
