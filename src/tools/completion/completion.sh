#!/bin/sh
# completion.sh - writes a shell's completion for one tool from the tool's own option tables.
#
#   completion.sh bash|zsh|fish TOOL FOLDER >FILE     FOLDER: where the tools were built
#
# Options, their arguments and phrases are those of TOOL --help; the words that an argument may be are those of
# `hanpipe --list=options`; neither reads the dictionaries.  An argument FILE is completed to files; where the tool has
# --list, a CONFIG to its names.
# Worked, for bash: hanstrip --to=<TAB> → remove ruby brackets tsv.
set -eu
LC_ALL=C.UTF-8
export LC_ALL
shell=$1 tool=$2 folder=$3
rows=$("$folder/hanpipe" --list=options)
help=$("$folder/$tool" --help)

# One line for each option: letter, long name, argument ("[" before it when it may be left out), words, phrase.
options() {
    printf '%s\n' "$rows" "$help" | awk -v tool="$tool" -F '\t' '
        function put() { if (name != "") print letter "\t" name "\t" argument "\t" words[name] "\t" phrase; name = "" }
        NF > 3 { # of --list=options
            if ($1 == substr(tool, 4) || $1 == "-") words[$2] = $5
            next
        }
        /^  (-., |    )--[a-z]/ {
            put()
            line = $0
            letter = substr(line, 3, 1) == "-" ? substr(line, 4, 1) : ""
            line = substr(line, index(line, "--") + 2)
            match(line, /^[a-z-]+/)
            name = substr(line, 1, RLENGTH)
            line = substr(line, RLENGTH + 1)
            argument = ""
            if (match(line, /^(\[=|=| )[A-Z]+/)) {
                argument = substr(line, 1, RLENGTH)
                sub(/^\[=/, "[", argument)
                sub(/^[= ]/, "", argument)
                line = substr(line, RLENGTH + 1)
            }
            sub(/^\]? +/, "", line)
            phrase = line
            next
        }
        /^ +[^ ]/ && name != "" { sub(/^ +/, ""); phrase = phrase (phrase == "" ? "" : " ") $0; next }
        { put() }
        END { put() }'
}

in_bash() {
    cat <<END
# Completion of $tool for bash, made from its option tables.
_${tool#han}_of_hanpipe() {
    local current=\${COMP_WORDS[COMP_CWORD]} option=\${COMP_WORDS[COMP_CWORD - 1]}
    if [ "\$current" = = ]; then
        current=
    elif [ "\$option" = = ]; then
        option=\${COMP_WORDS[COMP_CWORD - 2]}
    fi
    COMPREPLY=()
    case \$option in
END
    options | awk -F '\t' -v tool="$tool" '
        { pattern = ($1 != "" ? "-" $1 " | " : "") "--" $2 }
        $4 != "" {
            gsub(/,/, " ", $4)
            print "    " pattern ") COMPREPLY=($(compgen -W \"" $4 "\" -- \"$current\")) && return ;;"
        }
        $4 == "" && $3 == "CONFIG" {
            print "    " pattern ") COMPREPLY=($(compgen -W \"$(" tool " --list 2>/dev/null | sed \"s/ .*//\")\" -- \"$current\")) ;;"
        }
        $4 == "" && $3 != "CONFIG" && $3 != "" && $3 !~ /^\[/ { rest = rest (rest == "" ? "" : " | ") pattern }
        { long = long " --" $2 ($3 != "" && $3 !~ /^\[/ ? "=" : "") }
        END {
            if (rest != "") print "    " rest ") return ;;"
            print "    *)"
            print "        if [[ $current == -* ]]; then"
            print "            COMPREPLY=($(compgen -W \"" substr(long, 2) "\" -- \"$current\"))"
            print "            [[ ${COMPREPLY[0]-} != *= ]] || compopt -o nospace 2>/dev/null"
            print "        fi"
            print "        ;;"
            print "    esac"
        }'
    if [ "$tool" = hanpipe ]; then
        cat <<'END'
    if [ "$COMP_CWORD" -eq 1 ] && [[ $current != -* ]]; then
        COMPREPLY=($(compgen -W "$(hanpipe --list 2>/dev/null | sed 's/ .*//')" -- "$current"))
    fi
END
    fi
    cat <<END
}
complete -o default -F _${tool#han}_of_hanpipe $tool
END
}

in_zsh() {
    echo "#compdef $tool"
    echo "# Completion of $tool for zsh, made from its option tables."
    echo "_arguments -s -S \\"
    options | awk -F '\t' '
        {
            phrase = $5
            gsub(/\x27/, "\x27\\\x27\x27", phrase)
            gsub(/\[/, "\\\\[", phrase)
            gsub(/\]/, "\\\\]", phrase)
            gsub(/:/, "\\\\:", phrase)
            gsub(/,/, " ", $4)
            name = $3
            sub(/^\[/, "", name)
            action = $4 != "" ? "(" $4 ")" : name == "FILE" || name == "CONFIG" ? "_files" : " "
            after = $3 == "" ? "" : ($3 ~ /^\[/ ? "::" : ":") tolower(name) ":" action
            if ($1 == "")
                print "    \x27*--" $2 ($3 == "" ? "" : $3 ~ /^\[/ ? "=-" : "=") "[" phrase "]" after "\x27 \\"
            else
                print "    \x27*\x27{-" $1 ($3 == "" ? "" : "+") ",--" $2 ($3 == "" ? "" : "=") "}\x27[" phrase "]" after "\x27 \\"
        }'
    echo "    '*:file:_files'"
}

in_fish() {
    echo "# Completion of $tool for fish, made from its option tables."
    options | awk -F '\t' -v tool="$tool" '
        {
            gsub(/\\/, "\\\\\\\\", $5)
            gsub(/\x27/, "\\\\\x27", $5)
            gsub(/,/, " ", $4)
            kind = $3 == "" || $3 ~ /^\[/ ? "" : $3 == "FILE" || $3 == "CONFIG" ? " -r -F" : " -x"
            print "complete -c " tool ($1 != "" ? " -s " $1 : "") " -l " $2 kind ($4 != "" ? " -a \x27" $4 "\x27" : "") " -d \x27" $5 "\x27"
        }'
}

"in_$shell"
