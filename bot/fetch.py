"""Fetching a page for an editor: public http(s) addresses only, whatever names and redirects say.

Names are resolved once, the addresses are checked, and exactly those are connected to: a name that answers otherwise
the second time gains nothing. Each address is checked once more where the socket is made, so that no spelling of a
number that passes by the resolver gets further than that.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Collection

import aiohttp
from aiohttp import AddrInfoType
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver
from yarl import URL

from handlers import Fetched, NotFetched

__all__ = ["MAX_BYTES", "Fetcher", "is_public"]

MAX_BYTES = 1_000_000
TOTAL_S = 10.0
REDIRECTS = 5
PORTS = frozenset({80, 443})
# NAT64 within one network; and the networks whose addresses carry an IPv4 address in their last four bytes.
INSIDE = ipaddress.IPv6Network("64:ff9b:1::/48")
CARRIERS = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("::/96"))
MOVED = {301, 302, 303, 307, 308}
AGENT = {"User-Agent": "Kabar (article fetched at an editor's wish)"}
CHUNK = 64 * 1024


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet; also looks into addresses that carry another one."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if inner is None and any(found in network for network in CARRIERS):
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
        if found in INSIDE:
            return False
    return found.is_global and not found.is_multicast


class _NotPublic(OSError):
    """An address that nobody may be led to."""


class _PublicOnly(AbstractResolver):
    """Resolves through `inner` and gives an error unless every address is allowed."""

    def __init__(self, inner: AbstractResolver, allowed: Callable[[str], bool]) -> None:
        self._inner = inner
        self._allowed = allowed

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        found = await self._inner.resolve(host, port, family)
        if not found or not all(self._allowed(one["host"]) for one in found):
            raise _NotPublic(None, f"{host} is no public address")
        return found

    async def close(self) -> None:
        await self._inner.close()


class Fetcher:
    """Gets one page. `resolver`, `allowed` (addresses) and `ports` are replaced in tests."""

    def __init__(
        self,
        resolver: Callable[[], AbstractResolver] = ThreadedResolver,
        allowed: Callable[[str], bool] = is_public,
        ports: Collection[int] = PORTS,
    ) -> None:
        self._resolver = resolver
        self._allowed = allowed
        self._ports = ports

    async def __call__(self, url: str) -> Fetched:
        """The page behind an address; raises `NotFetched` with a text key's end as its reason."""
        timeout = aiohttp.ClientTimeout(total=TOTAL_S)
        connector = aiohttp.TCPConnector(
            resolver=_PublicOnly(self._resolver(), self._allowed),
            use_dns_cache=False,
            socket_factory=self._socket,
        )
        try:
            async with aiohttp.ClientSession(connector=connector, timeout=timeout, headers=AGENT) as session:
                return await self._follow(session, URL(url))
        except TimeoutError as error:
            raise NotFetched("slow") from error
        except (aiohttp.ClientError, OSError, ValueError) as error:
            private = isinstance(getattr(error, "os_error", None), _NotPublic)
            raise NotFetched("private" if private else "failed") from error

    def _socket(self, info: AddrInfoType) -> socket.socket:
        """The last door: no socket is made for an address that is not allowed."""
        family, kind, protocol, _, address = info
        if not self._allowed(str(address[0])):
            raise _NotPublic(None, f"{address[0]} is no public address")
        return socket.socket(family, kind, protocol)

    async def _follow(self, session: aiohttp.ClientSession, url: URL) -> Fetched:
        for _ in range(REDIRECTS + 1):
            self._check(url)
            async with session.get(url, allow_redirects=False) as response:
                if response.status in MOVED and "Location" in response.headers:
                    url = url.join(URL(response.headers["Location"]))
                    continue
                if response.status != 200:
                    raise NotFetched("failed")
                return Fetched(await _body(response), str(url))
        raise NotFetched("failed")

    def _check(self, url: URL) -> None:
        """Scheme, port, and a host that is a number (those are never resolved), as they will be connected to."""
        host = url.host or ""
        if url.scheme not in ("http", "https") or not host or url.user is not None:
            raise NotFetched("private")
        try:
            ipaddress.ip_address(host)
        except ValueError:
            literal = False
        else:
            literal = True
        if (literal and not self._allowed(host)) or url.port not in self._ports:
            raise NotFetched("private")


async def _body(response: aiohttp.ClientResponse) -> bytes:
    parts, size = [], 0
    async for part in response.content.iter_chunked(CHUNK):
        size += len(part)
        if size > MAX_BYTES:
            raise NotFetched("large")
        parts.append(part)
    return b"".join(parts)
