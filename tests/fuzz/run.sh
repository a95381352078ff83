#!/bin/bash
# Feeds a libFuzzer program, starting from the seeds of the project: run.sh <program> [seconds]
#
# Without seconds it is a test: FUZZ_RUNS inputs (4,000 unless told), the same every time, since seeds
# come in a fixed order, chance from a fixed seed, and addresses, which the fuzzer watches, stay the
# same. With seconds new inputs are drawn, and the corpus grows from run to run. Findings, the log and
# the corpus lie in the folder of the build.
set -euo pipefail
program=$1 seconds=${2:-}
name=${program##*/fuzz_}
home=$(dirname "$(dirname "$program")")
seeds=$home/seeds/$name

# The seeds: all rules, cases and bogons of the ending that the target reads, and its own files.
rm -rf "$seeds"
mkdir -p "$seeds"
read -r ending folders <<< "$(sh tests/fuzz/seeds.sh "$name")"
# shellcheck disable=SC2086 # the folders are words
find $folders -type f -name "*${ending#-}" 2> /dev/null | while IFS= read -r file; do
    cp "$file" "$seeds/$(printf %s "$file" | tr / _)"
done
[ ! -d "tests/fuzz/corpus/$name" ] || cp -r "tests/fuzz/corpus/$name/." "$seeds/"
find "$seeds" -type f | LC_ALL=C sort | paste -sd, > "$home/$name.seeds"
sh tests/fuzz/dictionary.sh > "$home/$name.dict"

if [ -n "$seconds" ]; then
    corpus=$home/corpus/$name limit=(-max_total_time="$seconds")
else
    corpus=$home/corpus-of-tests/$name limit=(-seed=1 -runs="${FUZZ_RUNS:-4000}")
    rm -rf "$corpus"
fi
mkdir -p "$corpus"
fixed=()
! setarch -R true > /dev/null 2>&1 || fixed=(setarch -R)
[ ! -s "$home/$name.dict" ] || limit+=(-dict="$home/$name.dict")
if ! G_SLICE=always-malloc ${fixed[@]+"${fixed[@]}"} "$program" -timeout=60 -rss_limit_mb=2048 \
    -max_len=65536 -print_final_stats=1 -verbosity=1 -artifact_prefix="$home/found-$name-" \
    "${limit[@]}" -seed_inputs="@$home/$name.seeds" "$corpus" > "$home/$name.log" 2>&1 < /dev/null; then
    tail -n 60 "$home/$name.log"
    exit 1
fi
sed -n 's/^stat::number_of_executed_units: */runs: /p' "$home/$name.log"
