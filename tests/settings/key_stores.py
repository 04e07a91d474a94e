"""Key stores of other PCs, in memory, with the faults that real ones have had."""


class MemoryKeyStore:
    """What a keyring back end does."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str, /) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str, /) -> None:
        self.kept[(service, username)] = password

    def delete_password(self, service: str, username: str, /) -> None:
        del self.kept[(service, username)]


class ForgetfulKeyStore(MemoryKeyStore):
    """Takes everything and keeps only the first characters, as a store with a size limit does."""

    def set_password(self, service: str, username: str, password: str, /) -> None:
        super().set_password(service, username, password[:8])


class LockedKeyStore(MemoryKeyStore):
    """The user closed the question for the password."""

    def get_password(self, service: str, username: str, /) -> str | None:
        raise PermissionError(f"{service} {username} is locked")

    def set_password(self, service: str, username: str, password: str, /) -> None:
        raise PermissionError(f"{service} {username} {password}")
