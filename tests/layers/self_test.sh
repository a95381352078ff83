#!/bin/sh
# Holds layers.sh to what it promises: a sound tree passes, and each forbidden line is found.
set -eu
script=$(cd "$(dirname "$0")" && pwd)/layers.sh
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
mkdir -p "$tree/grammar" "$tree/include/tieuchi"
failed=0

# try <accept|refuse> <file> <include>
try() {
    rm -rf "$tree/src"
    mkdir -p "$tree/src" "$(dirname "$tree/$2")"
    printf '#include %s\n' "$3" > "$tree/$2"
    if sh "$script" "$tree" > "$tree/log" 2>&1; then got=accept; else got=refuse; fi
    rm "$tree/$2"
    if [ "$got" != "$1" ]; then
        echo "$2 with #include $3: expected $1, got $got"
        cat "$tree/log"
        failed=1
    fi
}

try accept src/sema/check.c     '"syntax/ast.h"'
try accept src/sema/check.c     '"sema/check.h"'
try accept src/base/diag.h      '"diag_codes.def"'
try accept src/syntax/parse.c   '"parser.h"'
try accept src/cli/cmd_check.c  '"sema/document.h"'
try accept src/cli/main.c       '"report/text.h"'
try accept src/engine/program.c '"tieuchi/tieuchi.h"'
try accept src/engine/program.c '<gio/gio.h>'
try accept grammar/parser.y     '"syntax/build.h"'
try refuse src/base/text.c      '"data/value.h"'
try refuse src/syntax/parse.c   '"data/value.h"'
try refuse src/report/html.c    '"syntax/ast.h"'
try refuse src/exec/eval.c      '"engine/program.h"'
try refuse src/engine/program.c '"report/text.h"'
try refuse src/cli/cmd_check.c  '"sema/scope.h"'
try refuse src/cli/cmd_check.c  '"syntax/ast.h"'
try refuse src/sema/check.c     '"parser.h"'
try refuse src/sema/check.c     '"check.h"'
try refuse src/exec/eval.c      '<gio/gio.h>'
try refuse src/base/arena.c     '<pthread.h>'
try refuse src/new/file.c       '"base/text.h"'
try refuse grammar/lexer.l      '"data/value.h"'
exit $failed
