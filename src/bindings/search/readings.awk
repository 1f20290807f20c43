# Writes the readings of characters as two tables of C: the different lists of readings, and which list a character has.
#
#     awk -f readings.awk Unihan_Readings.txt
#
#     U+957F  kHanyuPinlu  zhǎng(1879) cháng(1179)      sets: "zhang chang"; characters: 0x957F << 12 | its number
#
# A character has the readings that are at least one in twenty of its uses (kHanyuPinlu), or where nothing has been
# counted, those of kMandarin.  Tones are dropped; ü is u, and v as it is typed.  The characters come in order.

# Letters with marks, each in front of what stands for it.
BEGIN {
    n = split("ā á ǎ à a ē é ě è e ế e ề e ī í ǐ ì i ō ó ǒ ò o ū ú ǔ ù u ü ǖ ǘ ǚ ǜ v ń ň ǹ n ḿ m", letters, " ")
    for (i = n; i >= 1; i--) {
        if (letters[i] ~ /^[a-z]$/)
            letter = letters[i]
        else
            plain[letters[i]] = letter
    }
    printf "static const uint32_t characters[] = {\n"
}

function number(hex, i, value) {
    for (i = 1; i <= length(hex); i++)
        value = value * 16 + index("0123456789ABCDEF", substr(hex, i, 1)) - 1
    return value
}

function bare(syllable, mark) {
    for (mark in plain)
        gsub(mark, plain[mark], syllable)
    gsub(/[^a-z]/, "", syllable)
    return syllable
}

# Adds a syllable to `list`, once.
function add(list, syllable) {
    return index(" " list " ", " " syllable " ") || syllable == "" ? list : list == "" ? syllable : list " " syllable
}

function add_forms(list, syllable, with_u) {
    with_u = syllable
    sub(/v/, "u", with_u)
    return add(add(list, with_u), syllable)
}

function give(i, uses, count, syllables, list, all) {
    if (counted != "") {
        count = split(counted, uses, /[ ()]+/)
        for (i = 2; i <= count; i += 2)
            all += uses[i]
        for (i = 1; i < count; i += 2)
            if (uses[i + 1] * 20 >= all)
                list = add_forms(list, bare(uses[i]))
    } else {
        count = split(usual, syllables, " ")
        for (i = 1; i <= count; i++)
            list = add_forms(list, bare(syllables[i]))
    }
    if (list != "") {
        if (!(list in sets)) {
            sets[list] = set_count
            set_list[set_count++] = list
        }
        printf "    0x%sU << 12 | %d,\n", code, sets[list]
    }
    counted = usual = ""
}

/^U\+/ {
    if (substr($1, 3) != code) {
        give()
        code = substr($1, 3)
        if (number(code) <= last) {
            print "readings.awk: not in order: " $1 | "cat >&2"
            exit 1
        }
        last = number(code)
    }
}
$2 == "kMandarin" || $2 == "kHanyuPinlu" {
    value = $3
    for (i = 4; i <= NF; i++)
        value = value " " $i
    if ($2 == "kMandarin")
        usual = value
    else
        counted = value
}

END {
    give()
    if (set_count > 4096) {
        print "readings.awk: more lists than twelve bits can number" | "cat >&2"
        exit 1
    }
    printf "};\n\nstatic const char *const sets[] = {\n"
    for (i = 0; i < set_count; i++)
        printf "    \"%s\",\n", set_list[i]
    printf "};\n"
}
