"""An option that a command does not have, answered with the one that may be meant."""

from typing import Any

from twinning.errors import UsageError

_OTHER_WORDS = {
    **dict.fromkeys(("--since", "--after"), "--from"),
    **dict.fromkeys(("--until", "--before"), "--to"),
    **dict.fromkeys(("--out", "--outfile", "--file"), "--output"),
    **dict.fromkeys(("--name", "--title", "--search"), "--text"),
    "--active": "--status active",
    "--due": "--to",
    "--year": "--from and --to",
    "--on": "--as-of",
    **{f"--{name}": f"--format {name}" for name in ("tsv", "jsonl", "md", "html", "xlsx", "docx", "ics")},
}
"""What people type for an option that is called otherwise."""


def unknown_option(error: Any) -> UsageError:
    """Return what to say where Click met an option that the command, or twinning itself, does not have."""
    from twinning.domain.names import nearest, quote

    commands = (error.ctx.command, error.ctx.find_root().command)
    options = [option for each in commands for parameter in each.params for option in parameter.opts]
    other = _OTHER_WORDS.get(error.option_name, "")
    named = [option for option in options if option.startswith("--")]
    meant = [other] if other.partition(" ")[0] in options else nearest(error.option_name, named, limit=2)
    hint = f"did you mean {' or '.join(meant)}? " if meant else ""
    told = f"there is no option {quote(error.option_name)} here"
    return UsageError(told, f"{hint}`{error.ctx.command_path} --help` shows how")
