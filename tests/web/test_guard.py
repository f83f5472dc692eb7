from __future__ import annotations

import socket
from typing import Any

import pytest
from portal import Portal

from handelsgraph.settings import Settings
from handelsgraph.web import Failed, Refused, SqliteState, collect
from handelsgraph.web.guard import is_public

NOT_PUBLIC = """
    127.0.0.1 127.8.8.8 10.0.0.1 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 255.255.255.255 224.0.0.1
    192.0.2.1 198.18.0.1 240.0.0.1 ::1 :: fe80::1 fe80::1%eth0 fc00::1 ff02::1 2001:db8::1 ::ffff:127.0.0.1
    ::ffff:10.0.0.1 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 2002:7f00:1:: 2002:c0a8:101::
"""
PUBLIC = "8.8.8.8 194.25.0.60 2a00:1450:4001::1 64:ff9b::808:808 ::ffff:8.8.8.8"


@pytest.mark.parametrize("address", NOT_PUBLIC.split())
def test_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC.split())
def test_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f000001", "127.1", "[::ffff:127.0.0.1]"])
def test_however_it_is_written_the_own_machine_is_not_asked(portal: Portal, state: SqliteState, host: str) -> None:
    portal.publish("adler", "Adler trifft Bussard")
    url = f"http://{host}:{portal.port}/presse/adler"
    (item,) = collect([portal.source("pages", urls=[url], limits={"private_networks": []})], state, Settings())
    assert isinstance(item, Refused)
    assert item.reason == "private address"
    assert not portal.requests


def test_what_is_connected_to_is_what_was_checked(
    portal: Portal, state: SqliteState, monkeypatch: pytest.MonkeyPatch
) -> None:
    portal.publish("adler", "Adler trifft Bussard")
    answers = iter(["127.0.0.1", "127.0.0.2", "127.0.0.3"])
    resolve = socket.getaddrinfo
    asked = []

    def rebinding(host: str, *rest: Any, **options: Any) -> object:
        if host != "press.example":
            return resolve(host, *rest, **options)
        asked.append(host)
        return resolve(next(answers), *rest, **options)

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    url = f"http://press.example:{portal.port}/presse/adler"
    (item,) = collect([portal.source("pages", urls=[url], tdm="permitted")], state, Settings())
    # the first connection (for robots.txt) is made to the address that was checked, not to what the name says next;
    # the second has its own look-up and check
    assert [request.path for request in portal.requests] == ["/robots.txt"]
    assert isinstance(item, Refused)
    assert item.detail == "press.example (127.0.0.2) is no public address"
    assert asked == ["press.example", "press.example"]


def test_private_addresses_among_public_ones_are_left_out(
    portal: Portal, state: SqliteState, monkeypatch: pytest.MonkeyPatch
) -> None:
    portal.publish("adler", "Adler trifft Bussard")
    resolve = socket.getaddrinfo

    def both(host: str, *rest: Any, **options: Any) -> object:
        hosts = ("127.0.0.2", "127.0.0.1") if host == "press.example" else (host,)
        return [answer for host in hosts for answer in resolve(host, *rest, **options)]

    monkeypatch.setattr(socket, "getaddrinfo", both)
    url = f"http://press.example:{portal.port}/presse/adler"
    (item,) = collect([portal.source("pages", urls=[url])], state, Settings())
    assert item.http is not None
    assert item.http.status == 200


def test_connections_are_not_shared_with_a_source_that_may_not_have_them(portal: Portal, state: SqliteState) -> None:
    portal.publish("adler", "Adler trifft Bussard")
    portal.publish("condor", "Condor trifft Dohle")
    free = portal.source("pages", urls=[portal.url("/presse/adler")])
    bound = portal.source("pages", name="b", urls=[portal.url("/presse/condor")], limits={"private_networks": []})
    items = list(collect([free, bound], state, Settings()))
    assert {item.source.name: type(item).__name__ for item in items} == {"portal": "Fetched", "b": "Refused"}


def test_the_environment_s_proxies_are_not_used(
    portal: Portal, state: SqliteState, monkeypatch: pytest.MonkeyPatch
) -> None:
    portal.publish("adler", "Adler trifft Bussard")
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    (item,) = collect([portal.source("pages", urls=[portal.url("/presse/adler")])], state, Settings())
    assert type(item).__name__ == "Fetched"


@pytest.mark.parametrize(("exempt", "told"), [("", True), ("127.0.0.1", False)])
def test_that_a_proxy_was_not_used_is_told_where_no_connection_is_made(
    portal: Portal, state: SqliteState, monkeypatch: pytest.MonkeyPatch, exempt: str, told: bool
) -> None:
    monkeypatch.setenv("http_proxy", "http://proxy.example:3128")
    monkeypatch.setenv("no_proxy", exempt)
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    source = portal.source("pages", urls=[f"http://127.0.0.1:{port}/a"], limits={"attempts": 2})
    (item,) = collect([source], state, Settings())
    assert isinstance(item, Failed)
    assert item.reason == "connection"
    assert ("the proxy that HTTP_PROXY names is not used" in item.detail) is told
    assert "(2 attempts)" in item.detail
    assert "proxy.example" not in item.detail, "it may have a password"


def test_a_host_that_does_not_exist(portal: Portal, state: SqliteState) -> None:
    source = portal.source("pages", urls=["http://nowhere.invalid/a"], limits={"attempts": 1})
    (item,) = collect([source], state, Settings())
    assert getattr(item, "reason", None) == "unknown host"
