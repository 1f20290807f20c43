#!/bin/sh
# text.sh - hantext against other programs that make text of HTML, on a file of cases.
#
#     tests/bench/text.sh CASES.jsonl SCORE.py [TOOL]
#
# CASES has a case a line: a page, the texts that are right, options.  SCORE counts the cases that a command gets right,
# for other programs leniently: blank lines, list marks, rules and borders do not count; cases with options are hantext's
# alone.  TOOL is hantext with handecode before it, or what is to be measured in its place.  Prints a table; a program
# that is not installed is left out.

set -eu
cases=$1
score=$2
tool=${3-handecode -q | hantext}

# Prints a row: the name, the cases right, and where they come from.
row()
{
    printf '| %s | %s |\n' "$1" "$2"
}

# The program $1, named $2 in the table, run as $3.
peer()
{
    if command -v "$1" >/dev/null; then
        row "$2" "$(python3 "$score" "$cases" --lenient --tool "$3" | tail -n 1)"
    else
        echo "text.sh: $1 is not installed" >&2
    fi
}

version()
{
    "$@" 2>&1 | grep -o -E '[0-9]+(\.[0-9]+)+' | head -n 1
}

echo '| program | cases |'
echo '|---|---|'
row "hantext" "$(python3 "$score" "$cases" --options --tool "$tool" | tail -n 1), strictly"
peer w3m "w3m $(version w3m -version)" 'w3m -dump -T text/html -cols 10000 -O UTF-8'
peer lynx "lynx $(version lynx -version)" 'lynx -stdin -dump -nolist -width=1000 -display_charset=utf-8'
peer pandoc "pandoc $(version pandoc --version)" 'pandoc -f html -t plain --wrap=none'
peer html2text "html2text $(version html2text -version)" 'html2text -utf8 -nobs -width 10000'
if python3 -c 'import bs4' 2>/dev/null; then
    row "Beautiful Soup" "$(python3 "$score" "$cases" --lenient --tool \
        "python3 -c 'import sys, bs4; print(bs4.BeautifulSoup(sys.stdin.buffer.read(), \"html.parser\").get_text())'" | tail -n 1)"
fi
