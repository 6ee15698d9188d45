#!/usr/bin/env bash
# Asks the package source for known vulnerabilities of everything that is restored, direct or not. Ends with 0 when there is none, 1 when there
# is one, 3 when the source has no data to ask or cannot be reached: that is no pass.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 2

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# A source is told to be without data only when it is named as one for audits.
sources=$(dotnet nuget list source --format Short | sed -n 's/^E *M\{0,1\} //p' | grep -E '^https?://')
[ -n "$sources" ] || { echo "not audited: there is no package source on a network"; exit 3; }
{
  echo '<configuration><packageSources><clear />'
  n=0; while read -r url; do n=$((n + 1)); printf '<add key="s%s" value="%s" />' "$n" "$url"; done <<<"$sources"
  echo '</packageSources><auditSources><clear />'
  n=0; while read -r url; do n=$((n + 1)); printf '<add key="s%s" value="%s" />' "$n" "$url"; done <<<"$sources"
  echo '</auditSources></configuration>'
} >"$work/nuget.config"

dotnet restore --locked-mode --force --configfile "$work/nuget.config" -p:NuGetAudit=true -p:NuGetAuditMode=all -p:NuGetAuditLevel=low "$@" >"$work/log" 2>&1
ended=$?
# What was restored for the audit alone would be told again by every build after it.
dotnet restore --locked-mode --force "$@" >/dev/null 2>&1
if grep -E 'NU190[1-4]' "$work/log" | sort -u; then
  echo "audited: a package that is restored has a known vulnerability"
  exit 1
fi
if grep -qE 'NU190[05]' "$work/log"; then
  grep -hoE 'NU190[05]: .*' "$work/log" | sort -u | head -n 3
  echo "not audited: the package source has no data on vulnerabilities, or does not hand it out"
  exit 3
fi
[ "$ended" -eq 0 ] || { tail -n 20 "$work/log"; exit 2; }
echo "audited: no known vulnerability"
