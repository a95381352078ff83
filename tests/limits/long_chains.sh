#!/bin/sh
# Chains of that many terms are judged, a hundredth of them explained: long_chains.sh <tieuchi> <terms>
set -eu
program=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
printf 'Mã xã;A;B\n1;3;0\n2;2;1\n' > "$folder/data.csv"

# rules CLAUSE TERM JOIN [CLAUSE]: one indicator with that many terms; & in a term: its number
rules() {
    printf 'bộ tiêu chí DÀI "Chuỗi dài"\nsố liệu\n  [A] : số nguyên (hộ)\n  [B] : số nguyên (hộ)\n'
    printf 'chỉ tiêu 1 "Chuỗi"\n  %s: ' "$1"
    seq 1 $((terms - 1)) | sed "s/.*/$2 $3/"
    echo "$terms" | sed "s/.*/$2/"
    printf '  %s\n' "${4-}"
}

# judged NAME: in the rules read from standard input, unit 1 meets the indicator and unit 2 does not
judged() {
    cat > "$folder/$1.tieuchi"
    "$program" eval "$folder/$1.tieuchi" --data "$folder/data.csv" --format json > "$folder/out" 2>&1 || :
    grep -q '^{"code":"1".*"state":"met"' "$folder/out" && grep -q '^{"code":"2".*"state":"not_met"' "$folder/out" ||
        { head -c 2000 "$folder/out"; echo "$1: wrong"; exit 1; }
    echo "$1: $terms terms, good"
}

explained() {
    "$program" explain "$folder/$1.tieuchi" --data "$folder/data.csv" --unit 2 > "$folder/out" 2>&1 ||
        { head -c 2000 "$folder/out"; echo "$1: not explained"; exit 1; }
}

terms=$2
rules "cách tính" "[A]" "+" "yêu cầu: từ $((3 * terms)) hộ trở lên" | judged sum
rules "đạt khi" "[A] - 2 = &" "hoặc" | judged or
terms=$(($2 / 100))
rules "cách tính" "[B]" "-" "yêu cầu: từ 0 hộ trở lên" | judged difference
rules "đạt khi" "[A] từ 3 trở lên" "và" | judged and
rules "cách tính" "[A]" "+" "yêu cầu: từ $((3 * terms)) hộ trở lên" | judged sum
rules "đạt khi" "[A] - 2 = &" "hoặc" | judged or
for name in sum difference and or; do explained "$name"; done
