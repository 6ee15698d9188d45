// MSBuild looks for this attribute by its full name, wherever it is defined, so that a task can carry it without asking for a newer MSBuild.
namespace Microsoft.Build.Framework;

/// <summary>Marks a task that touches no state of the process, so that a multithreaded MSBuild runs it beside others.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
internal sealed class MSBuildMultiThreadableTaskAttribute : Attribute
{
}
