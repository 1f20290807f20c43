"""python -m hanpipe EXPRESSION [FILE]...: runs files, or standard input, through a pipeline."""
import signal
import sys

from . import Error, Pipeline, __version__


def _read(name):
    if name == "-":
        return sys.stdin.buffer.read()
    with open(name, "rb") as file:
        return file.read()


def main(arguments=None):
    arguments = sys.argv[1:] if arguments is None else arguments
    if arguments == ["--version"]:
        print("hanpipe", __version__)
        return 0
    if not arguments or arguments[0] in ("-h", "--help"):
        print("Usage: python -m hanpipe EXPRESSION [FILE]...\n\nRuns each FILE, or standard input, as a document.")
        return 0 if arguments else 2
    try:
        pipeline = Pipeline(arguments[0])
    except Error as error:
        print(f"hanpipe: {error}", file=sys.stderr)
        return 2
    status = 0
    for name in arguments[1:] or ["-"]:
        try:
            result = pipeline.document(_read(name)) or b""
        except (Error, OSError) as error:
            print(f"hanpipe: {name}: {getattr(error, 'strerror', None) or error}", file=sys.stderr)
            status = 1
            continue
        try:
            sys.stdout.buffer.write(result)
            sys.stdout.flush()
        except OSError as error:
            print(f"hanpipe: standard output: {error.strerror}", file=sys.stderr)
            return 1
    return status


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # as any filter ends
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    sys.exit(main())
