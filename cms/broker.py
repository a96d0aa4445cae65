"""The embedded broker: kombu's folders and files, with writes that are seen whole or not at all.

As it comes, a message (and the table of queues) is opened first and filled after. A worker that polls between
the two reads an empty file, fails to decode it and exits, so the window is closed here.
"""

import fcntl
import os
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty
from typing import Any

from kombu.transport import filesystem
from kombu.utils.json import dumps


def write_whole(path: Path, text: str) -> None:
    """Put a complete file in its place in one step."""
    draft = path.with_name(f"{uuid.uuid4().hex}.draft")
    draft.write_text(text)
    os.replace(draft, path)


class Channel(filesystem.Channel):
    def _put(self, queue: str, payload: Any, **kwargs: Any) -> None:  # type: ignore[override]
        name = f"{time.time_ns():020}_{uuid.uuid4().hex}.{queue}.msg"
        write_whole(Path(self.data_folder_out) / name, dumps(payload))

    def _get(self, queue: str, timeout: float | None = None) -> Any:
        try:
            return super()._get(queue)
        except ValueError as error:  # not JSON: a file of somebody else's
            raise Empty from error

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One process at a time changes the table of queues."""
        self.control_folder.mkdir(exist_ok=True)
        with (self.control_folder / "lock").open("w") as guard:
            fcntl.flock(guard, fcntl.LOCK_EX)
            yield

    def _queue_bind(self, exchange: str, routing_key: str, pattern: str, queue: str) -> None:
        entry = filesystem.exchange_queue_t(routing_key or "", pattern or "", queue or "")
        with self._alone():
            table = self.get_table(exchange)
            if entry not in table:
                write_whole(self._exchange_file(exchange), dumps([entry, *table]))

    def _delete(self, *args: Any, **kwargs: Any) -> None:
        with self._alone():
            super()._delete(*args, **kwargs)


class Transport(filesystem.Transport):
    Channel = Channel
