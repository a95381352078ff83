#!/bin/sh
# Builds make_data and writes the made-up data files beside it. The bytes are the same everywhere.
set -eu
cd "$(dirname "$0")"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
${CC:-cc} -std=c11 -O2 -Wall -Wextra -Werror -o "$tmp/make_data" make_data.c
"$tmp/make_data" cds thanh-hoa-units-2024.csv >so-lieu-2024.csv
"$tmp/make_data" loi thanh-hoa-units-2024.csv >so-lieu-2024-loi.csv
"$tmp/make_data" xep-hang thanh-hoa-units-2024.csv >xep-hang-2024.csv
