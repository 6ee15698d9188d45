#!/usr/bin/env bash
# Everything that docs/performance.md shows, in one run on this machine: publishes what is measured, fetches what it is compared with
# (docker-compose must be there; dclint comes from npm), and prints Markdown. Arguments go to bench/compare.py.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
out=artifacts/bench
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

dotnet publish src/Koda.Lint.Cli -c Release -r linux-x64 -v quiet -o "$out/koda-lint"
dotnet publish bench/yaml-pass.cs -c Release -v quiet -o "$out/yaml-pass"
dclint=()
if command -v npm >/dev/null; then
  npm install --silent --no-fund --no-audit --prefix "$out/dclint" dclint@3.1.0
  dclint=(--dclint "$PWD/$out/dclint/node_modules/.bin/dclint")
else
  echo "npm is not here: dclint is not compared" >&2
fi

printf '%s, %s cores, %s, %s\n\n' "$(date +%F)" "$(nproc)" "$(sed -n 's/^model name\s*: //p' /proc/cpuinfo | head -n 1)" "$(docker-compose version --short)"
bench/compare.py --koda-lint "$out/koda-lint/koda-lint" --yaml-pass "$PWD/$out/yaml-pass/yaml-pass" "${dclint[@]}" "$@"
printf '\n'
dotnet run --project bench/Koda.Lint.Bench -c Release -- --filter '*' --exporters GitHub --artifacts "$out/readers" >"$out/readers.log"
cat "$out"/readers/results/*-github.md
dotnet run --project bench/Koda.Lint.Analyzers.Bench -c Release
