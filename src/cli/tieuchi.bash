# Completion of tieuchi for bash. Commands, options and what they take are read from `tieuchi help`, which
# is made from the program's own tables, so this file names only the formats.

_tieuchi_commands() {
    tieuchi help --lang en 2> /dev/null | sed -n '/^Commands:/,/^$/s/^  \([a-z]*\) .*/\1/p'
}

_tieuchi_options() { # of a command
    tieuchi help "$1" --lang en 2> /dev/null | sed -n 's/^  \(-[a-z],\|   \) \(--[a-z-]*\).*/\2/p'
}

# What an option of a command takes: FILE, NUMBER, vi|en; nothing if it takes nothing.
_tieuchi_argument() {
    [[ $2 =~ ^-[a-z-]+$ ]] && tieuchi help "$1" --lang en 2> /dev/null |
        sed -n "s/^  \(-[a-z], \| *\)$2\(, --[a-z-]*\|\) \([^ ][^ ]*\) .*/\3/p"
}

_tieuchi_formats() {
    case $1 in
    check) echo text json sarif ;;
    explain | prove) echo text json ;;
    diff) echo text json html side-by-side ;;
    versions) echo table json ;;
    impact | history) echo text csv json html ;;
    test) echo text junit json html ;;
    *) echo table csv json ;;
    esac
}

_tieuchi_files() {
    mapfile -t COMPREPLY < <(compgen -f -- "$1")
    compopt -o filenames 2> /dev/null
}

_tieuchi() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command='' argument='' words='' at
    local IFS=$' \t\n'
    case $before$word in # --format=json is three words to bash
    *=) word='' ;;
    =*) before=${COMP_WORDS[COMP_CWORD - 2]} ;;
    esac
    words=$(_tieuchi_commands)
    for at in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        [[ -n $command || $'\n'$words$'\n' != *$'\n'"$at"$'\n'* ]] || command=$at
    done
    COMPREPLY=()
    argument=$(_tieuchi_argument "${command:-help}" "$before")
    case $argument:$before in
    FILE:* | REGISTER:*) _tieuchi_files "$word"; return ;;
    FORMAT:*) words=$(_tieuchi_formats "$command") ;;
    *:--explain) words="all $(tieuchi check --explain all 2> /dev/null | sed -n 's/^#* *\(TC[0-9]*\).*/\1/p')" ;;
    *\|*) words=${argument//|/ } ;;
    ?*:*) return ;; # a number, a date, a unit: any word
    *)
        case $command:$word in
        :*) words="$words --help --version --lang" ;;
        *:-*) words=$(_tieuchi_options "$command") ;;
        help:*) words="$words columns" ;;
        *) _tieuchi_files "$word"; return ;;
        esac
        ;;
    esac
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
}
complete -F _tieuchi tieuchi
