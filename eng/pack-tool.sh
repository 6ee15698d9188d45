#!/usr/bin/env bash
# Packs the .NET tool: eng/pack-tool.sh FOLDER RID...
# Each RID gives a package of its own; 'any' is the one that needs the .NET runtime. The package that people name leads to them.
# A native package can be packed only on its own system, so that a release runs this once on each.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
[ $# -ge 2 ] || { sed -n 2,4p "$0"; exit 2; }
folder=$(mkdir -p "$1" && cd "$1" && pwd)
shift

# The lock files in git are those of a build; packing for a system restores more than they list.
pack() { dotnet pack src/Koda.Lint.Cli -c Release -o "$folder" --nologo -v quiet -p:NuGetLockFilePath=obj/pack.lock.json "$@"; }
for rid in "$@"; do
  pack -r "$rid"
done
pack ${TOOL_RIDS:+"-p:ToolPackageRuntimeIdentifiers=\"$TOOL_RIDS\""}
