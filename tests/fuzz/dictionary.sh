#!/bin/sh
# Prints a libFuzzer dictionary: every spelling between quotes in grammar/keywords.def and operators.def,
# in \xNN, since libFuzzer takes no raw bytes above 127.
set -eu
cat grammar/keywords.def grammar/operators.def 2>/dev/null | grep -v '^ *[/*]' |
grep -o '"[^"]*"' | tr -d '"' | tr '|' '\n' | LC_ALL=C sort -u | grep . |
while IFS= read -r word; do
    printf '"%s"\n' "$(printf %s "$word" | od -An -v -tx1 | tr -d '\n' | sed 's/ /\\x/g')"
done
