# Writes the words of a list, one a line, as one string literal of C.
/^#/ || /^$/ { next }
{ gsub(/["\\]/, "\\\\&"); printf "    \"%s\\n\"\n", $0 }
