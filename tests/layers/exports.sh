#!/bin/sh
# The shared library exports what the public header declares, and nothing else: exports.sh <library>. Run
# in the project's folder.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
nm -D --defined-only "$1" | awk 'NF == 3 { print $3 }' | sort > "$work/exported"
grep -v '^ \*' include/tieuchi/tieuchi.h | grep -o '\btieuchi_[a-z_]*(' | tr -d '(' | sort -u > "$work/declared"
diff "$work/declared" "$work/exported"
