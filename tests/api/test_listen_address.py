"""A port belongs to one server: reserved before anything starts, shared only with its workers."""

import socket
from pathlib import Path

import pytest
from running import free_port

from api.db.embedded.folder_lock import FolderInUseError, locked_folder
from api.process import listen_address
from api.process.listen_address import AddressNotUsableError, AddressTakenError, reserved_port

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


def test_two_servers_cannot_reserve_one_port() -> None:
    with reserved_port(HOST, 0) as port:
        with pytest.raises(AddressTakenError) as refused, reserved_port(HOST, port):
            pass
        assert str(port) in str(refused.value)
    with reserved_port(HOST, port) as again:
        assert again == port


def test_the_workers_of_a_server_share_its_port_and_no_other_server_does() -> None:
    with (
        reserved_port(HOST, 0) as port,
        listening(port, socket.SO_REUSEPORT),
        listening(port, socket.SO_REUSEPORT, socket.SO_REUSEADDR),
        socket.create_connection((HOST, port)),
        pytest.raises(AddressTakenError),
        reserved_port(HOST, port),
    ):
        pass


@pytest.mark.parametrize("options", [(), (socket.SO_REUSEADDR,), (socket.SO_REUSEPORT,)])
def test_a_port_of_any_other_program_is_taken(options: tuple[int, ...]) -> None:
    port = free_port()
    with (
        listening(port, *options),
        pytest.raises(AddressTakenError, match="already in use"),
        reserved_port(HOST, port),
    ):
        pass


def test_the_end_of_a_connection_does_not_keep_the_port() -> None:
    port = free_port()
    with listening(port, socket.SO_REUSEPORT, socket.SO_REUSEADDR) as worker:
        client = socket.create_connection((HOST, port))
        served, _ = worker.accept()
        served.close()
        client.close()
    with reserved_port(HOST, port) as again:
        assert again == port


@pytest.mark.parametrize("host", ["192.0.2.1", "no such host"])
def test_an_address_of_another_machine_is_refused_in_words(host: str) -> None:
    with (
        pytest.raises(AddressNotUsableError, match=f"cannot listen at {host}:"),
        reserved_port(host, free_port()),
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
