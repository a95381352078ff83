#!/bin/sh
# Compares every #include of src/ and grammar/ with the layers: layers.sh <project folder>
#
# Includes are written from src/ ("sema/check.h"), so the first part of the path is the layer.
set -eu

# A layer, and the layers whose headers it may include besides its own. A name with a slash is one
# single header. A file that has a line of its own is held to that line only.
rules='
base
data            base
syntax          base                            # never data
sema            base data syntax
plan            base data syntax sema
exec            base data syntax sema plan
engine          base data syntax sema plan exec public
report          base data sema plan exec engine public          # never syntax
cli             base data syntax sema plan exec engine public report
cli/cmd_check.c base data sema/document.h engine public report cli
grammar         base syntax
public
'
# System headers that the layers below the engine must do without (they become wasm some day).
below_engine='base data syntax sema plan exec grammar'
banned='gio/ glib-object.h gobject/ pthread.h threads.h'

cd "$1"
# Prints file, line and included name of each #include; nothing else is looked at.
find src grammar $(ls -d include 2>/dev/null) -name '*.[chly]' -o -name '*.def' | LC_ALL=C sort |
while IFS= read -r file; do
    awk -v file="$file" '
        match($0, /^[ \t]*#[ \t]*include[ \t]*[<"][^>"]+/) {
            name = substr($0, RSTART, RLENGTH)
            sub(/^[^<"]*/, "", name)
            print file, FNR, name
        }' "$file"
done |
awk -v rules="$rules" -v below_engine="$below_engine" -v banned="$banned" '
    BEGIN {
        n = split(rules, lines, "\n")
        for (i = 1; i <= n; i++) {
            sub(/#.*/, "", lines[i])
            m = split(lines[i], words, " ")
            if (m == 0)
                continue
            known[words[1]] = 1
            for (j = 2; j <= m; j++)
                allowed[words[1], words[j]] = 1
            if (words[1] !~ /\//)
                allowed[words[1], words[1]] = 1
        }
        n = split(below_engine, words, " ")
        for (i = 1; i <= n; i++)
            low[words[i]] = 1
        n_banned = split(banned, bans, " ")
    }

    function refuse(why) {
        printf "%s:%d: #include of %s: %s\n", $1, $2, substr($3, 2), why
        bad++
    }

    # The layer of the including file: src/<layer>/..., or a file with rules of its own.
    function layer_of(file,    parts) {
        if (sub(/^src\//, "", file)) {
            if (file in known)
                return file
            split(file, parts, "/")
            return parts[1]
        }
        return file ~ /^include\// ? "public" : "grammar"
    }

    function check_system(layer, name,    i) {
        for (i = 1; i <= n_banned; i++)
            if ((layer in low) && index(name, bans[i]) == 1)
                refuse("not below the engine")
    }

    # Names without a folder are the tables of grammar/ (for all) and the generated headers.
    function check_bare(layer, name) {
        if (name == "parser.h" || name == "lexer.h" || name == "vocabulary_table.h") {
            if (layer != "syntax" && layer != "grammar")
                refuse("only for syntax")
        } else if (name !~ /\.def$/) {
            refuse("write the path from src/")
        }
    }

    {
        layer = layer_of($1)
        name = substr($3, 2)
        count++
        if (!(layer in known)) {
            refuse("layer " layer " has no line in the rules")
        } else if (substr($3, 1, 1) == "<") {
            check_system(layer, name)
        } else if (name !~ /\//) {
            check_bare(layer, name)
        } else {
            split(name, parts, "/")
            target = parts[1] == "tieuchi" ? "public" : parts[1]
            if (!((layer, target) in allowed) && !((layer, name) in allowed))
                refuse(layer " may not include " target)
        }
    }

    END {
        printf "%d includes, %d forbidden\n", count, bad
        exit bad > 0
    }'
