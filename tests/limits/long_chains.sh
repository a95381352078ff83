#!/bin/sh
# Chains of a million terms are judged and explained: long_chains.sh <tieuchi> [terms]
set -eu
program=$1 terms=${2:-1000000}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
printf 'Mã xã;A;B\n1;3;0\n2;2;1\n' > "$folder/data.csv"

# rules CLAUSE TERM JOIN [CLAUSE]: one indicator with that many terms; @ in a term: its number
rules() {
    printf 'bộ tiêu chí DÀI "Chuỗi dài"\nsố liệu\n  [A] : số nguyên (hộ)\n  [B] : số nguyên (hộ)\n'
    printf 'chỉ tiêu 1 "Chuỗi"\n  %s: ' "$1"
    awk -v n="$terms" -v term="$2" -v join="$3" 'BEGIN {
        for (i = 1; i <= n; i++) { text = term; sub(/@/, i, text); printf "%s%s", text, i < n ? join : "\n" } }'
    printf '  %s\n' "${4-}"
}

# judges NAME: in the rules read from standard input, unit 1 meets the indicator and unit 2 does not
judges() {
    cat > "$folder/$1.tieuchi"
    "$program" eval "$folder/$1.tieuchi" --data "$folder/data.csv" --format json > "$folder/out" 2>&1 || :
    grep -q '^{"code":"1".*"state":"met"' "$folder/out" && grep -q '^{"code":"2".*"state":"not_met"' "$folder/out" ||
        { head -c 2000 "$folder/out"; echo "$1: wrong"; exit 1; }
    "$program" explain "$folder/$1.tieuchi" --data "$folder/data.csv" --unit 2 > "$folder/out" 2>&1 ||
        { head -c 2000 "$folder/out"; echo "$1: not explained"; exit 1; }
    echo "$1: good"
}

rules "cách tính" "[A]" " + " "yêu cầu: từ $((3 * terms)) hộ trở lên" | judges sum
rules "cách tính" "[B]" " - " "yêu cầu: từ 0 hộ trở lên" | judges difference
rules "đạt khi" "[A] từ 3 trở lên" " và " | judges and
rules "đạt khi" "[A] - 2 = @" " hoặc " | judges or
