#!/bin/sh
# Holds docs/language.md to the tables of words: every spelling of keywords.def stands in its keyword
# table, every word that the language lacks in its list, every function of builtins.def in its table of functions. Run in the project's folder.
set -eu
page=docs/language.md
failed=0

# spellings file macro column...: the spellings in these quoted columns of a table's rows, one a line.
spellings() {
    file=$1 macro=$2
    shift 2
    sed 's|/\*.*\*/||' "$file" | tr '\n' ' ' | sed "s/$macro(/\n&/g" | grep "^$macro([A-Z]" | grep '"' |
        awk -F '"' -v columns="$*" '{ n = split(columns, c, " "); for (i = 1; i <= n; i++) print $(2 * c[i]) }' |
        tr '|' '\n' | grep .
}

check() {
    while IFS= read -r word; do
        grep -qF "$1$word$2" "$page" || { echo "$page lacks: $word"; failed=1; }
    done
    [ "$failed" -eq 0 ] || exit 1
}

spellings grammar/keywords.def TC_KEYWORD 1 2 | check '`' '`'
spellings grammar/keywords.def TC_LATER 1 2 | check '`' '`'
spellings grammar/builtins.def TC_BUILTIN 1 | check '`' '('
spellings grammar/builtins.def TC_BUILTIN 2 | check '`' '`'
