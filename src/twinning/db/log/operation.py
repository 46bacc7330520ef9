"""What a writer says of its change before it makes it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NewOperation:
    """Who does what: the actor and the command as the log will show them, and the digest of an imported file.

    `token` is what a program chose that may have to send the operation again: with it, it is done once.
    """

    actor: str
    command: str
    sha256: str | None = None
    token: str | None = None
