using Microsoft.CodeAnalysis;

namespace Koda.Lint.Catalogue;

/// <summary>Turns <c>rules/*.yml</c> into the rule catalogue.</summary>
[Generator]
internal sealed class CatalogueGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
    }
}
