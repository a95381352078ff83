#!/bin/sh
# Runs the threads of the engine under ThreadSanitizer: run.sh <tieuchi built with preset tsan>
# A race ends the program with status 66. Also a reader that goes away, which ends threads early.
set -u
program=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
rules=rules/thanh-hoa/cds-xa-2023.tieuchi data=rules/thanh-hoa/data/so-lieu-2024.csv
# GLib's slices hand memory from thread to thread, which the sanitizer takes for a race.
export G_SLICE=always-malloc TSAN_OPTIONS=exitcode=66
{ cat "$data"; for i in 1 2 3 4 5 6; do sed "1d; s/^\(\"*[0-9]*\)/\1$i/" "$data"; done; } > "$folder/data.csv"

status=0
for run in "csv 2" "json 7 --lenient" "table 4 --lenient" "csv 3"; do
    # shellcheck disable=SC2086 # the words of a run are arguments
    "$program" eval "$rules" --data "$folder/data.csv" --format ${run%% *} --jobs ${run#* } \
        > "$folder/out" 2> "$folder/said" || { tail -n 60 "$folder/said"; status=1; }
done
for format in text json; do
    "$program" explain "$rules" --data "$data" --format "$format" --jobs 3 --lenient \
        --output "$folder/out" 2> "$folder/said" || { tail -n 60 "$folder/said"; status=1; }
done
{
    "$program" eval "$rules" --data "$folder/data.csv" --lenient --jobs 4 --format json 2> "$folder/said"
    echo $? > "$folder/status"
} | head -n 1 > /dev/null
[ "$(cat "$folder/status")" -ne 66 ] || { tail -n 60 "$folder/said"; status=1; }
exit $status
