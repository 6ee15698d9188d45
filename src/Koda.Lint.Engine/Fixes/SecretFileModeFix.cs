namespace Koda.Lint.Fixes;

/// <summary>Takes a file or folder of secrets from everybody but its owner.</summary>
internal sealed class SecretFileModeFix : FindingFix
{
    private const int OwnerReadsAndWrites = 0b110_000_000;
    private const int OwnerEntersToo = 0b111_000_000;

    public override FixProposal Propose(FixRequest request)
    {
        var path = request.Finding.Location.Path;
        return request.Deployment.FileFacts.FirstOrDefault(fact => fact.Path == path) is { UnixMode: { } before } fact
            ? FixProposal.Of(new ModeChange(path, before, fact.Kind == Deployments.SecretFileKind.StateFolder ? OwnerEntersToo : OwnerReadsAndWrites))
            : FixProposal.Not("the file is not there any more");
    }
}
