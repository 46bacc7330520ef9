"""The program's entry: what needs no command line framework is answered before it is imported."""

import gc
import os
import sys

from twinning import __version__

_INTERRUPTED = 130  # `twinning.errors` may not be loaded yet

_COLLECTED_AFTER = 50_000
"""How many objects may be made before Python looks for garbage, 700 by default: loading the libraries leaves none, and
looking for it takes a tenth of a short command's time. With ten times as many, an import of a million rows would take
a third more memory."""


def main() -> None:
    """Run the command line and leave with its exit code."""
    try:
        _main()
    except KeyboardInterrupt:  # while the libraries load, or once all is done
        os._exit(_INTERRUPTED)  # no second one meets Python as it ends


def _main() -> None:
    if sys.stdout is None:
        sys.exit(_refuse())
    _open_closed_streams()
    if sys.argv[1:] in (["--version"], ["-V"]):
        sys.exit(_print_version())
    gc.set_threshold(_COLLECTED_AFTER)
    asked_to_end = _end_in_order_on_signals()
    _raise_again_what_is_swallowed()
    code = _load_and_run()
    _forget_unwritable_errors()
    # SQLite only knows that a statement of its own was interrupted, and not by which signal.
    sys.exit(asked_to_end[0] if asked_to_end and code == _INTERRUPTED else code)


def _load_and_run() -> int:
    from twinning.errors import ending_as_asked  # noqa: PLC0415 - the version within three times a bare Python

    with ending_as_asked():
        from twinning.cli.main import run  # noqa: PLC0415

        return run(sys.argv[1:])


def _end_in_order_on_signals() -> list[int]:
    """Let what ends a process end it as an error does, so that nothing half-made stays; `nohup` keeps what it set.

    Returns a list that gets the exit code of each signal that comes.
    """
    import signal  # noqa: PLC0415 - the version does without

    codes: list[int] = []

    def end(received: int, _frame: object) -> None:
        codes.append(128 + received)
        sys.exit(codes[0])

    for name in ("SIGTERM", "SIGHUP", "SIGQUIT"):
        number = getattr(signal, name, None)  # not every system has all
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, end)
    return codes


def _raise_again_what_is_swallowed() -> None:
    """Let a Ctrl-C or a signal come once more that met Python as it closed a generator: it forgets what is raised then.

    It comes from a thread a moment later, since what is raised here would be forgotten too.
    """
    usual = sys.unraisablehook

    def again(forgotten: "sys.UnraisableHookArgs") -> None:
        ending = forgotten.exc_value
        code = ending.code if isinstance(ending, SystemExit) else None
        number = 2 if isinstance(ending, KeyboardInterrupt) else code - 128 if isinstance(code, int) else 0
        if number <= 0:
            usual(forgotten)
            return
        from _thread import interrupt_main  # noqa: PLC0415 - the version does without
        from threading import Timer  # noqa: PLC0415

        timer = Timer(0.01, interrupt_main, (number,))
        timer.daemon = True
        timer.start()

    sys.unraisablehook = again


def _refuse() -> int:
    """Say that there is nowhere to write to; what a command answers would be lost unseen."""
    if sys.stderr is not None:
        sys.stderr.write("error: standard output is closed\nhint: send it to a file, or to /dev/null\n")
    from twinning.errors import ExitCode  # noqa: PLC0415 - only this refusal needs it before the command line does

    return ExitCode.INPUT


def _print_version() -> int:
    try:
        sys.stdout.write(f"twinning {__version__}\n")
        sys.stdout.flush()
    except OSError as error:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - pathlib takes long to load
        return 0 if isinstance(error, BrokenPipeError) else _refuse_unwritten(error)
    return 0


def _refuse_unwritten(error: OSError) -> int:
    from twinning.cli.main import report_output  # noqa: PLC0415 - only this refusal needs the command line

    return report_output(error, sys.argv[1:])


def _forget_unwritable_errors() -> None:
    """Let Python, which flushes standard error at its end, not turn the exit code into its own where that fails."""
    try:
        sys.stderr.flush()
    except OSError:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - pathlib takes long to load


def _open_closed_streams() -> None:
    """Give a process that was started without one of its streams (`>&-`) one that holds nothing."""
    for name, mode in (("stdin", "r"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123 - pathlib takes long to load


if __name__ == "__main__":
    main()
