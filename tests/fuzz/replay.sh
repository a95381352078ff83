#!/bin/sh
# Replays rules, cases, bogons and the target's own corpus (tests/fuzz/corpus/<name>/): replay.sh <program>
set -eu
name=$(basename "$1")
name=${name#fuzz_}
# shellcheck disable=SC2046 # words
"$1" $(sh tests/fuzz/seeds.sh "$name")
[ ! -d "tests/fuzz/corpus/$name" ] || "$1" "tests/fuzz/corpus/$name"
