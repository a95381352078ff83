#!/bin/sh
# Every code of grammar/diag_codes.def is raised in some golden case: a code that stands in no
# expectation under tests/cases lacks its case, or cannot be reached and must go. Run in the project's
# folder.
set -eu
missing=$(grep -o '^TC_DIAG([0-9]*' grammar/diag_codes.def | sed 's/.*(/TC/' | while IFS= read -r code; do
    grep -rqF --include='expect.*' "$code" tests/cases || echo "$code"
done)
[ -z "$missing" ] || { echo "no golden case raises:" $missing; exit 1; }
