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
completed() { # name of a command
    PATH=$program:$PATH bash -c '. src/cli/tieuchi.bash
        COMP_WORDS=(tieuchi "$1" --) COMP_CWORD=2
        _tieuchi
        printf "%s\n" "${COMPREPLY[@]}"' sh "$1"
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
    completed "$command" | sort > "$work/completed"
    cmp -s "$work/wanted" "$work/completed" ||
        complain "completion of $command: $(diff "$work/wanted" "$work/completed" | grep '^[<>]' | tr '\n' ' ')"
done < "$work/commands"
exit "$status"
