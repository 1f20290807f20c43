"""What hanpipe raises."""


class Error(Exception):
    """A call that failed.

    ``line`` is the number of the line in question, from 1, and ``offset`` a place in it, in the text where there is no
    line, or in the expression: bytes of UTF-8, from 0.  Both are None where they mean nothing.
    """

    def __init__(self, message, *, status=0, line=None, offset=None):
        super().__init__(message)
        self.status = status
        self.line = line
        self.offset = offset

    def __reduce__(self):
        return _rebuild, (type(self), self.args[0], self.status, self.line, self.offset)


class ExpressionError(Error, ValueError):
    """A pipeline expression or one of its options is wrong, or cannot do what is asked for."""


class DataError(Error, ValueError):
    """Dictionaries are damaged, of another version or without what is needed; or a record is not of its format."""


class TextError(Error, ValueError):
    """The text is not valid, and the pipeline asks to be told."""


class LimitError(Error, ValueError):
    """A limit was passed: of a document's size, or of an expression from outside."""


class FileError(Error, OSError):
    """A file could not be read."""

    def __str__(self):
        return str(self.args[0])


# The numbers of hanpipe.h.
_CLASSES = {2: FileError, 3: DataError, 4: ExpressionError, 5: TextError, 6: LimitError}


def _rebuild(kind, message, status, line, offset):
    return kind(message, status=status, line=line, offset=offset)


def make_error(status, message, line, offset):
    """The exception for a status of the library's; called by the extension."""
    kind = _CLASSES.get(status, Error)
    means_offset = bool(line) or status in (3, 4, 5, 6)
    return kind(message, status=status, line=line or None, offset=offset if means_offset else None)
