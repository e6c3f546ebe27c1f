"""A port belongs to one server: taken before anything starts, shared only with its workers."""

import socket
from pathlib import Path

import pytest
from running import free_port

from api.db.embedded.folder_lock import FolderInUseError, locked_folder
from api.process import listen_address
from api.process.listen_address import AddressNotUsableError, AddressTakenError, listening_socket

HOST = "127.0.0.1"


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listen_address, "PATIENCE", 0.0)


def listening(port: int, *options: int) -> socket.socket:
    worker = socket.socket()
    for option in options:
        worker.setsockopt(socket.SOL_SOCKET, option, 1)
    worker.bind((HOST, port))
    worker.listen()
    return worker


def test_two_servers_cannot_listen_at_one_port() -> None:
    with listening_socket(HOST, 0) as listener:
        port = listener.getsockname()[1]
        with pytest.raises(AddressTakenError) as refused, listening_socket(HOST, port):
            pass
        assert str(port) in str(refused.value)
    with listening_socket(HOST, port) as again:
        assert again.getsockname()[1] == port


def test_a_connection_waits_for_a_worker_that_is_not_there_yet() -> None:
    with (
        listening_socket(HOST, 0) as listener,
        socket.create_connection(listener.getsockname()) as client,
    ):
        client.sendall(b"early")
        served, _ = listener.accept()
        with served:
            assert served.recv(5) == b"early"


@pytest.mark.parametrize("options", [(), (socket.SO_REUSEADDR,), (socket.SO_REUSEPORT,)])
def test_a_port_of_any_other_program_is_taken(options: tuple[int, ...]) -> None:
    port = free_port()
    with (
        listening(port, *options),
        pytest.raises(AddressTakenError, match="already in use"),
        listening_socket(HOST, port),
    ):
        pass


def test_the_end_of_a_connection_does_not_keep_the_port() -> None:
    port = free_port()
    with listening(port, socket.SO_REUSEPORT, socket.SO_REUSEADDR) as worker:
        client = socket.create_connection((HOST, port))
        served, _ = worker.accept()
        served.close()
        client.close()
    with listening_socket(HOST, port) as again:
        assert again.getsockname()[1] == port


@pytest.mark.parametrize("host", ["192.0.2.1", "no such host"])
def test_an_address_of_another_machine_is_refused_in_words(host: str) -> None:
    with (
        pytest.raises(AddressNotUsableError, match=f"cannot listen at {host}:"),
        listening_socket(host, free_port()),
    ):
        pass


def test_a_folder_is_for_one_server_and_free_after_it(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    with (
        locked_folder(folder),
        pytest.raises(FolderInUseError, match=str(folder)),
        locked_folder(folder),
    ):
        pass
    with locked_folder(folder):
        pass
