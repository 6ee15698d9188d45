#!/usr/bin/env bash
# Fuzzes the readers: eng/fuzz.sh SECONDS [HARNESS…], all harnesses when none is named. Needs afl-fuzz (Debian: afl++).
# Fails when an input crashes a reader, breaks one of its claims, takes over a second of processor time, or needs more than 512 MiB; the inputs
# are then in artifacts/fuzz/out/HARNESS/default/{crashes,hangs}. KODA_FUZZ_JOBS says how many harnesses run at a time (2).
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 2
seconds=${1:?usage: eng/fuzz.sh SECONDS [HARNESS…]}
shift
command -v afl-fuzz >/dev/null || { echo 'afl-fuzz is not installed'; exit 2; }

project=fuzz/Koda.Lint.Fuzz
work=$PWD/artifacts/fuzz
plain() { dotnet "$work/plain/Koda.Lint.Fuzz.dll" "$@"; }
rm -rf "$work/bin" "$work/plain"
dotnet build "$project" -c Release --nologo -v quiet -o "$work/plain" || exit 2
# Libraries that tell a fuzzer where they have been run under one alone.
cp -r "$work/plain" "$work/bin" && plain instrument "$work/bin" || exit 2
[ $# -gt 0 ] || mapfile -t harnesses < <(plain list)
[ $# -eq 0 ] || harnesses=("$@")

# afl-fuzz knows programs that a compiler of its own made; this one is told apart by nothing, so the checks for that are off. No more memory than
# stated: what a reader must not need is then an exception, and so a crash.
export AFL_SKIP_BIN_CHECK=1 AFL_NO_UI=1 AFL_NO_AFFINITY=1 AFL_SKIP_CPUFREQ=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1
export AFL_FORKSRV_INIT_TMOUT=60000 DOTNET_GCHeapHardLimit=0x20000000 DOTNET_gcConcurrent=0 DOTNET_TieredPGO=0

fuzz() {
  local out=$work/out/$1
  rm -rf "$out" && mkdir -p "$out"
  afl-fuzz -i "$project/corpus/$1" -o "$out" -x "$project/dictionaries/$1.dict" -m none -t 2000 -G 16384 -V "$seconds" -- dotnet "$work/bin/Koda.Lint.Fuzz.dll" "$1" >"$out/log" 2>&1
}

for harness in "${harnesses[@]}"; do
  while [ "$(jobs -rp | wc -l)" -ge "${KODA_FUZZ_JOBS:-2}" ]; do wait -n; done
  fuzz "$harness" &
done
wait

# What afl-fuzz stopped may only have waited for a busy machine: it hangs when it takes long by itself.
stat() { sed -n "s/^$1 *: *//p" "$work/out/$2/default/fuzzer_stats" 2>/dev/null; }
saved() { find "$work/out/$1/default/$2" -name 'id*' -print0 2>/dev/null; }
hangs() {
  saved "$1" hangs | while IFS= read -rd '' input; do timeout 60 dotnet "$work/plain/Koda.Lint.Fuzz.dll" "$1" "$input" >/dev/null 2>&1 || printf '%s\n' "$input"; done
}
result=0
printf '%-14s %10s %9s %8s %8s %10s %8s %6s\n' harness runs runs/s inputs edges stability crashes hangs
for harness in "${harnesses[@]}"; do
  mapfile -t hanging < <(hangs "$harness")
  printf '%-14s %10s %9s %8s %8s %10s %8s %6s\n' "$harness" "$(stat execs_done "$harness")" "$(stat execs_per_sec "$harness")" \
    "$(stat corpus_count "$harness")" "$(stat edges_found "$harness")" "$(stat stability "$harness")" "$(stat saved_crashes "$harness")" "${#hanging[@]}"
  [ "$(stat saved_crashes "$harness")" = 0 ] && [ "${#hanging[@]}" = 0 ] && [ "$(stat execs_done "$harness")" -gt 0 ] && continue
  result=1
  [ -f "$work/out/$harness/default/fuzzer_stats" ] || tail -n 15 "$work/out/$harness/log"
  saved "$harness" crashes | while IFS= read -rd '' input; do plain "$harness" "$input" 2>&1 | head -n 5; done
  [ "${#hanging[@]}" = 0 ] || printf '%s: hangs\n' "${hanging[@]}"
done
exit $result
