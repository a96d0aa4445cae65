"""The embedded broker between processes: who polls while others publish never sees half a message."""

from multiprocessing import get_context
from pathlib import Path

from kombu import Connection

from cms.broker import Transport

EACH = 150
PUBLISHERS = 2


def connect(folder: Path) -> Connection:
    options = {
        "data_folder_in": str(folder / "queue"),
        "data_folder_out": str(folder / "queue"),
        "processed_folder": str(folder / "done"),
        "control_folder": str(folder / "control"),
        "polling_interval": 0.01,
    }
    return Connection("filesystem://localhost//", transport=Transport, transport_options=options)


def publish(folder: Path, publisher: int) -> None:
    with connect(folder) as connection:
        queue = connection.SimpleQueue("mail")
        for number in range(EACH):
            queue.put({"id": f"{publisher}-{number}"})
        queue.close()


def test_every_message_arrives_whole_while_others_publish(tmp_path: Path) -> None:
    for name in ("queue", "done", "control"):
        (tmp_path / name).mkdir()
    spawn = get_context("spawn")
    processes = [spawn.Process(target=publish, args=(tmp_path, number)) for number in range(PUBLISHERS)]
    for process in processes:
        process.start()
    seen: set[str] = set()
    with connect(tmp_path) as connection:
        queue = connection.SimpleQueue("mail")
        while len(seen) < EACH * PUBLISHERS:
            message = queue.get(timeout=30)
            seen.add(message.payload["id"])
            message.ack()
        queue.close()
    for process in processes:
        process.join(timeout=30)
    assert not list((tmp_path / "queue").iterdir())


def test_a_file_that_is_no_message_does_not_stop_the_worker(tmp_path: Path) -> None:
    for name in ("queue", "done", "control"):
        (tmp_path / name).mkdir()
    (tmp_path / "queue" / "00_broken.post.msg").write_text("")
    with connect(tmp_path) as connection:
        queue = connection.SimpleQueue("post")
        queue.put({"id": "whole"})
        assert queue.get(timeout=10).payload == {"id": "whole"}
        queue.close()
