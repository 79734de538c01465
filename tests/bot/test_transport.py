"""The transport against a real server on loopback."""

from __future__ import annotations

from collections.abc import AsyncIterator
from urllib.parse import parse_qsl

import pytest
from aiohttp import web
from hypothesis import given
from hypothesis import strategies as st
from telegram import Bot
from telegram.error import NetworkError, TimedOut

from bot.transport import AiohttpRequest, NotSent, _form, _home, _proxy


class Server:
    """A Bot API of three methods."""

    def __init__(self) -> None:
        self.seen: list[dict[str, object]] = []
        self.url = ""

    async def handle(self, request: web.Request) -> web.StreamResponse:
        name = request.path.rsplit("/", 1)[-1]
        fields = {
            k: (v.file.read() if isinstance(v, web.FileField) else v)
            for k, v in (await request.post()).items()
        }
        self.seen.append({"method": name, **fields})
        if name == "large":
            return web.Response(body=b"x" * 5000)
        if name == "cut":
            response = web.StreamResponse(headers={"Content-Length": "100"})
            await response.prepare(request)
            await response.write(b"half")
            assert request.transport is not None
            request.transport.close()
            return response
        if name == "slow":
            raise TimeoutError
        user = {"id": 1, "is_bot": True, "first_name": "B", "username": "b"}
        chat = {"message_id": 1, "date": 1, "chat": {"id": 5, "type": "private"}}
        return web.json_response({"ok": True, "result": user if name == "getMe" else chat})


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    served = Server()
    app = web.Application()
    app.router.add_route("*", "/{tail:.*}", served.handle)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    served.url = f"http://{host}:{port}/bot"
    yield served
    await runner.cleanup()


async def test_messages_and_files_arrive(server: Server) -> None:
    bot = Bot("1:a", base_url=server.url, request=AiohttpRequest(), get_updates_request=AiohttpRequest())
    async with bot:
        await bot.send_message(5, "Кіїв")
        await bot.send_document(5, b"bytes of a file", filename="a.txt")
    assert server.seen[1] == {"method": "sendMessage", "chat_id": "5", "text": "Кіїв"}
    assert b"bytes of a file" in server.seen[2].values()


async def test_what_is_too_large_or_cut_off_is_a_network_error(server: Server) -> None:
    request = AiohttpRequest(max_download=1000)
    await request.initialize()
    await request.initialize()
    for name in ("large", "cut"):
        with pytest.raises(NetworkError):
            await request.do_request(f"{server.url}/{name}", "POST")
    await request.shutdown()
    await request.shutdown()
    with pytest.raises(RuntimeError):
        await request.do_request(f"{server.url}/getMe", "POST")


async def test_no_connection_and_no_answer_are_told_apart(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = AiohttpRequest()
    await request.initialize()
    assert request.read_timeout
    with pytest.raises(NotSent):
        await request.do_request("http://127.0.0.1:1/bot1:a/getMe", "POST")

    def late(*_: object, **__: object) -> None:
        raise TimeoutError

    monkeypatch.setattr("aiohttp.ClientSession.request", late)
    with pytest.raises(TimedOut):
        await request.do_request(f"{server.url}/getMe", "POST", read_timeout=1)
    await request.shutdown()


UNICODE = st.text(st.characters(exclude_categories=["Cs"]))


@given(st.dictionaries(UNICODE, UNICODE, min_size=1))
def test_fields_come_back_from_their_form(fields: dict[str, str]) -> None:
    assert dict(parse_qsl(_form(fields).decode(), keep_blank_values=True)) == fields


def test_the_environments_proxy_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "http://proxy.example:3128")
    monkeypatch.setenv("no_proxy", "localhost,127.0.0.1")
    _proxy.cache_clear()
    assert _proxy(*_home("https://api.example/bot1/getMe")) == "http://proxy.example:3128"
    assert _proxy(*_home("https://127.0.0.1:8081/bot1/getMe")) is None
    _proxy.cache_clear()
