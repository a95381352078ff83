#!/bin/sh
# Every command has a paragraph in the manual page, which tells of every option that grammar/options.def
# gives it; bash completes them: options.sh <tieuchi>. Run in the project's folder.
set -eu
program=$(dirname "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
status=0
complain() {
    echo "$*"
    status=1
}
name_of() { # ID of an option
    sed -n "s/^TC_OPTION($1, \"\([a-z-]*\)\".*/\1/p" grammar/options.def
}
options_of() { # ID of a command
    for id in LANG HELP $(sed -n "s/^TC_COMMAND_OPTION($1, \([A-Z_]*\),.*/\1/p" grammar/options.def); do
        printf '%s\n' "--$(name_of "$id")"
    done
}
completed() { # words of a command line; the last is to be completed
    PATH=$program:$PATH bash -c '. src/cli/tieuchi.bash
        COMP_WORDS=(tieuchi "$@") COMP_CWORD=$#
        _tieuchi
        printf "%s\n" "${COMPREPLY[@]}"' bash "$@" | sort
}
completes() { # what must come, words of a command line
    wanted=$1
    shift
    got=$(completed "$@" | tr '\n' ' ')
    [ "$got" = "$wanted " ] || complain "completion of tieuchi $*: $got, not $wanted"
}

sed -n 's/^TC_COMMAND(\([A-Z]*\), "\([a-z]*\)".*/\1 \2/p' grammar/commands.def > "$work/commands"
while read -r id command; do
    # the paragraph of the command: from its name in bold to the next empty line but one
    awk -v head="*$command*" 'BEGIN { RS = "" } index($0, head) == 1' docs/tieuchi.1.scd > "$work/paragraph"
    [ -s "$work/paragraph" ] || complain "manual page: no paragraph on $command"
    options_of "$id" | sort > "$work/wanted"
    grep -vx -e --lang -e --help "$work/wanted" | while read -r option; do
        grep -qF -e "*$option*" "$work/paragraph" || echo "manual page: $command lacks $option"
    done > "$work/lacking"
    [ ! -s "$work/lacking" ] || complain "$(cat "$work/lacking")"
    completed "$command" -- > "$work/completed"
    cmp -s "$work/wanted" "$work/completed" ||
        complain "completion of $command: $(diff "$work/wanted" "$work/completed" | grep '^[<>]' | tr '\n' ' ')"
done < "$work/commands"

completes 'check columns consolidate diff dump eval explain expr fmt help history impact list prove template test versions' help ''
completes 'check' --lang en ch
completes 'en vi' eval rules.tieuchi --data-style ''
completes 'excel plain' list --csv-style =
completes 'sarif' check --format = s
completes 'json text' explain -f ''
completes 'json table' versions --format ''
completes 'json text' prove -f ''
completes 'html json junit text' test --format ''
completes 'html json side-by-side text' diff -f ''
completes 'all' check --explain a
completes 'TC0101' check --explain TC0101
completes '' eval --jobs ''
completes '' eval -u ''
completes 'README.md' check README
completes 'README.md' eval --data README
completes 'README.md' eval -d README
completes 'README.md' template --units = README
completes '' explain --indicator README
exit "$status"
