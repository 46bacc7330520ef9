"""Completion as the shells themselves do it: what each offers for a line at which somebody presses TAB."""

import os
import subprocess
import sys
from pathlib import Path

import pexpect

from cli.terminals import WAIT_SECONDS
from programs import find_program

SHELLS = ("bash", "zsh", "fish")

_BASH = """
source "$1"
read -ra COMP_WORDS <<<"$2"
[[ $2 == *" " ]] && COMP_WORDS+=("")
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
_twinning_completion twinning
printf '%s\\n' "${COMPREPLY[@]}"
"""


class Shell:
    """A real shell with the completion that the program gives it, and a folder of its own."""

    def __init__(self, name: str, folder: Path) -> None:
        self._name = name
        self._program = find_program(name)
        self._make_command(folder)
        self._path = f"{folder}:{os.environ['PATH']}"
        self._script = folder / f"twinning.{name}"
        self._script.write_bytes(self._run("twinning", _TWINNING_COMPLETE=f"source_{name}"))

    @property
    def _environment(self) -> dict[str, str]:
        """What a test gives now: the shell outlives it."""
        return os.environ | {"PATH": self._path, "LC_ALL": "C.UTF-8"}

    def offers(self, line: str, **environment: str) -> list[str]:
        """Return what is offered at the end of a line; zsh, which completes in place, gives the completed word."""
        return [offer.partition("\t")[0] for offer in self.shows(line, **environment)]

    def shows(self, line: str, **environment: str) -> list[str]:
        """Return what is offered as it is shown: in fish with what it means behind a tabulator."""
        offers = {"bash": self._offers_of_bash, "zsh": self._offers_of_zsh, "fish": self._offers_of_fish}[self._name]
        return [offer for offer in offers(line, environment).splitlines() if offer]

    def _offers_of_bash(self, line: str, environment: dict[str, str]) -> str:
        return self._run(self._program, "-c", _BASH, "bash", str(self._script), line, **environment).decode()

    def _offers_of_fish(self, line: str, environment: dict[str, str]) -> str:
        script = f"source {self._script}; complete --do-complete '{line}'"
        return self._run(self._program, "--no-config", "-c", script, **environment).decode()

    def _offers_of_zsh(self, line: str, environment: dict[str, str]) -> str:
        everything = self._environment | environment | {"PS1": "ready> "}
        child = pexpect.spawn(self._program, ["-f"], env=everything, encoding="utf-8", timeout=WAIT_SECONDS)
        try:
            child.expect_exact("ready> ")
            child.sendline(f"bindkey -e; autoload -U compinit; compinit -u -D; source {self._script}; PS1='go> '")
            child.expect_exact("\rgo> ")
            child.send(f"{line}\t\x01printf '<%s>' \r")
            child.expect("<twinning>.*<([^<>]*)>")
            return str(child.match[1])
        finally:
            child.close(force=True)

    def _make_command(self, folder: Path) -> None:
        command = folder / "twinning"
        command.write_text(f'#!/bin/sh\nexec {sys.executable} -W error -m twinning "$@"\n')
        command.chmod(0o755)

    def _run(self, *command: str, **environment: str) -> bytes:
        everything = self._environment | environment
        ended = subprocess.run(command, env=everything, capture_output=True, check=True)
        assert ended.stderr == b""
        return ended.stdout
