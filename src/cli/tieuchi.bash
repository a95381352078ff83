# Completion of tieuchi for bash. Options are read from `tieuchi help COMMAND`, which is made from the
# program's own tables, so this file names only what takes a fixed set of words.
_tieuchi() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command=${COMP_WORDS[1]}
    local IFS=$' \t\n'
    if [ "$COMP_CWORD" -eq 1 ]; then
        mapfile -t COMPREPLY < <(compgen -W "$(tieuchi help --lang en 2> /dev/null |
            sed -n '/^Commands:/,/^$/s/^  \([a-z]*\) .*/\1/p') --help --version --lang" -- "$word")
        return
    fi
    case $before in
    --format | -f)
        case $command in
        check) mapfile -t COMPREPLY < <(compgen -W "text json sarif" -- "$word") ;;
        explain) mapfile -t COMPREPLY < <(compgen -W "text json" -- "$word") ;;
        *) mapfile -t COMPREPLY < <(compgen -W "table csv json" -- "$word") ;;
        esac
        return
        ;;
    --lang | --data-style) mapfile -t COMPREPLY < <(compgen -W "vi en" -- "$word") && return ;;
    --csv-style) mapfile -t COMPREPLY < <(compgen -W "excel plain" -- "$word") && return ;;
    esac
    case $word in
    -*)
        mapfile -t COMPREPLY < <(compgen -W "$(tieuchi help "$command" --lang en 2> /dev/null |
            sed -n 's/^  \(-[a-z],\|   \) \(--[a-z-]*\).*/\2/p')" -- "$word")
        ;;
    *) mapfile -t COMPREPLY < <(compgen -f -- "$word") && compopt -o filenames 2> /dev/null ;;
    esac
}
complete -F _tieuchi tieuchi
