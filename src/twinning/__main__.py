"""The program's entry: what needs no command line framework is answered before it is imported."""

import sys

from twinning import __version__


def main() -> None:
    """Run the command line and leave with its exit code."""
    if sys.argv[1:] == ["--version"]:
        sys.stdout.write(f"twinning {__version__}\n")
        return
    from twinning.cli.main import run  # noqa: PLC0415 - the version within three times a bare Python

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
