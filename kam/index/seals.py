"""Seals: a checksum before bytes, by which it is noticed when they are not what was put away.

The checksum is also over a label, which is not kept: what lies where something else belongs is not
what was put there. It is CRC-32: it tells each burst of up to 32 flipped bits, and nothing has to
be imported for it. Against malice there is the place of the database, not the seal.
"""

import zlib

_LENGTH = 4


class Damaged(Exception):  # noqa: N818 - no error: what is damaged is read anew
    """The bytes are not what was put away."""


def seal(label: bytes, body: bytes) -> bytes:
    """Bytes behind their checksum and their label's."""
    return zlib.crc32(body, zlib.crc32(label)).to_bytes(_LENGTH, "big") + body


def unseal(label: bytes, sealed: object) -> memoryview:
    """The bytes that were sealed under that label.

    Raises:
        Damaged: They are not what they were, or lay under another.
    """
    if not isinstance(sealed, bytes) or len(sealed) <= _LENGTH:
        raise Damaged
    body = memoryview(sealed)[_LENGTH:]
    if zlib.crc32(body, zlib.crc32(label)) != int.from_bytes(sealed[:_LENGTH], "big"):
        raise Damaged
    return body
