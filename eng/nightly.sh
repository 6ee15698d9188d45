#!/usr/bin/env bash
# Looks harder than a change's own tests do: 50,000 random projects against Docker Compose, other ones each night, and the programs that
# readers are compared with at ten times the usual sample. Usage: eng/nightly.sh [projects] [first seed]
# A disagreement is shrunk and kept as a recorded case in the working tree: look at it, mend the product, commit both.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

projects=${1:-50000}
seed=${2:-$(($(date -u +%Y%m%d) % 10000 * 100000))}
command -v docker-compose >/dev/null || { echo "docker-compose is not on this machine: there is nothing to compare with" >&2; exit 2; }

printf 'random projects: %s, from seed %s\n' "$projects" "$seed"
KODA_LINT_DIFFERENTIAL=$projects KODA_LINT_DIFFERENTIAL_SEED=$seed KODA_LINT_DIFFERENTIAL_KEEP=1 \
  dotnet test --project tests/Koda.Lint.Conformance.Tests -c Release -- --filter-class '*DifferentialTests' --output Detailed --show-live-output on
KODA_ORACLE_ROUNDS=10 dotnet test --project tests/Koda.Lint.Core.Tests -c Release -- --filter-class '*DifferentialTests' --filter-class '*Against*'
