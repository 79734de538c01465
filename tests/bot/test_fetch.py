"""Pages are fetched from public addresses only, whatever names, redirects and servers say."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult

from bot.fetch import MAX_BYTES, Fetcher, is_public
from handlers import NotFetched


class Liar(AbstractResolver):
    """Says that every name lives at the given address."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.asked: list[str] = []

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        self.asked.append(host)
        return [
            ResolveResult(
                hostname=host, host=self.address, port=port, family=socket.AF_INET, proto=0, flags=0
            )
        ]

    async def close(self) -> None:
        return None


@pytest.fixture
async def base() -> AsyncIterator[str]:
    app = web.Application()

    async def page(_: web.Request) -> web.Response:
        return web.Response(text="<html><p>Words.</p></html>", content_type="text/html")

    async def move(request: web.Request) -> web.Response:
        raise web.HTTPFound(request.query["to"])

    async def large(_: web.Request) -> web.Response:
        return web.Response(body=b"x" * (MAX_BYTES + 1))

    app.router.add_get("/page", page)
    app.router.add_get("/move", move)
    app.router.add_get("/large", large)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://news.example:{runner.addresses[0][1]}"
    await runner.cleanup()


ANY = range(65536)


def here(address: str) -> bool:
    return address == "127.0.0.1"


async def test_a_page_comes_with_the_address_behind_its_redirects(base: str) -> None:
    fetch = Fetcher(lambda: Liar("127.0.0.1"), here, ANY)
    found = await fetch(f"{base}/move?to=/page")
    assert b"Words." in found.data
    assert found.url == f"{base}/page"


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/large", "large"),
        ("/nothing", "failed"),
        ("/move?to=/move?to=/move", "failed"),
        ("/move?to=file:///etc/passwd", "private"),
        ("/move?to=http://10.0.0.1/", "private"),
        ("/move?to=http://[::1]/", "private"),
        ("/move?to=http://user:word@news.example/", "private"),
    ],
)
async def test_what_is_wrong_is_said(base: str, path: str, reason: str) -> None:
    with pytest.raises(NotFetched) as told:
        await Fetcher(lambda: Liar("127.0.0.1"), here, ANY)(base + path)
    assert told.value.reason == reason


@pytest.mark.parametrize("address", ["127.0.0.1", "10.1.2.3", "169.254.169.254", "100.64.0.1", "0.0.0.0"])
async def test_a_public_name_with_a_private_address_is_refused(address: str) -> None:
    liar = Liar(address)
    with pytest.raises(NotFetched) as told:
        await Fetcher(lambda: liar)("http://harmless.example/")
    assert told.value.reason == "private"
    assert liar.asked == ["harmless.example"]


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://[::ffff:10.0.0.1]/",
        "http://2130706433/",
        "http://0x7f.1/",
        "ftp://example.org/",
        "http://example.org:22/",
        "http:///nowhere",
        "https://exa mple.org/",
    ],
)
async def test_addresses_that_are_never_asked(url: str) -> None:
    with pytest.raises(NotFetched):
        await asyncio.wait_for(Fetcher(lambda: Liar("127.0.0.1"))(url), 5)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "１２７.0.0.1", "127。0。0。1", "①②⑦.0.0.1", "①27.0.0.1", "127.1", "0x7f000001", "2130706433",
        "0177.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "[::127.0.0.1]", "localhost", "ｌocalhost", "127.0.0.1.",
        "%31%32%37.0.0.1",
    ],
)  # fmt: skip
async def test_no_spelling_of_this_machine_is_connected_to(base: str, host: str) -> None:
    """With the machine's own resolver, a server that listens, and every port open to the fetcher."""
    port = base.rsplit(":", 1)[1]
    with pytest.raises(NotFetched):
        await asyncio.wait_for(Fetcher(ports=ANY)(f"http://{host}:{port}/page"), 5)


async def test_the_last_door_looks_at_the_address_itself(base: str) -> None:
    """A resolver's answer that is one thing when it is checked and another when it is connected to."""
    asked: list[str] = []

    def changing(address: str) -> bool:
        asked.append(address)
        return len(asked) == 1

    with pytest.raises(NotFetched) as told:
        await Fetcher(lambda: Liar("127.0.0.1"), changing, ANY)(f"{base}/page")
    assert (told.value.reason, asked) == ("private", ["127.0.0.1", "127.0.0.1"])


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("192.168.1.1", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1", False),
        ("::ffff:127.0.0.1", False),
        ("2002:7f00:1::", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::808:808", True),
        ("::7f00:1", False),
        ("::", False),
        ("64:ff9b:1::1", False),
        ("not an address", False),
    ],
)
def test_public_addresses(address: str, public: bool) -> None:
    assert is_public(address) is public
