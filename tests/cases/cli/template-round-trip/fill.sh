# fill.sh <template> <notes>: the template with a row of what the notes give as examples.
head -n 1 "$1"
tr -d '\r' < "$2" | awk -v parted="$3" '
    NR == 1 { printf "1%sxã Một%s", parted, parted; next }
    {
        wants = $0
        sub(/^[^;,]*[;,]"*/, "", wants)
        sub(/ (nghĩa là|means|hoặc|or|là có|for yes).*/, "", wants)
        sub(/.*(ví dụ|such as|:) /, "", wants)
        split(wants, word, /[";]|,[^0-9]/)
        printf "%s%s", parted, word[1]
    }
    END { print "" }'
