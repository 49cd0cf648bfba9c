"""What a fit learned and later updates keep frozen: document frequencies and the reference set for hubs.

Stored with the run as bytes. Holds no scores; everything a pair's score needs beside its two documents is
here.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from matchmaking.matching.engine.documents import COUNTRIES
from matchmaking.matching.engine.packing import Pack
from matchmaking.matching.engine.rows import Groups, Rows
from matchmaking.matching.engine.traits import Traits
from matchmaking.matching.engine.vocabulary import KnownKeys

_MAGIC = b"DRS1"


class StatisticsError(ValueError):
    """Bytes that are not statistics of this engine."""


@dataclass(frozen=True)
class Statistics:
    """Frozen knowledge of one fit. Columns of the reference packs are positions in the sorted
    `frequencies`.
    """

    documents: int
    frequencies: Mapping[str, int]
    lexicon_version: str
    reference: Mapping[str, Pack]

    @cached_property
    def known(self) -> KnownKeys:
        """The known keys, sorted."""
        return KnownKeys.of(tuple(sorted(self.frequencies)))

    def to_bytes(self) -> bytes:
        """A compact form; the same statistics always give the same bytes."""
        header = {
            "documents": self.documents,
            "lexicon_version": self.lexicon_version,
            "keys": self.known.names,
            "frequencies": [self.frequencies[key] for key in self.known.names],
            "traits": {country: [asdict(one) for one in self.reference[country].traits] for country in COUNTRIES},
            "lengths": [len(array) for array in self._arrays()],
        }
        text = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
        body = b"".join(array.astype("<i4").tobytes() for array in self._arrays())
        return _MAGIC + zlib.compress(len(text).to_bytes(8, "little") + text + body, 6)

    def _arrays(self) -> list[npt.NDArray[np.integer[Any]]]:
        found: list[npt.NDArray[np.integer[Any]]] = []
        for country in COUNTRIES:
            side = self.reference[country]
            for groups in (side.needs, side.offers):
                found += [groups.firsts, groups.rows.starts, groups.rows.columns, groups.rows.weights]
            found += [side.wholes.starts, side.wholes.columns, side.wholes.weights]
        return found

    @classmethod
    def from_bytes(cls, data: bytes) -> Statistics:
        """The inverse of `to_bytes`; raises `StatisticsError` for anything else."""
        try:
            if data[:4] != _MAGIC:
                raise StatisticsError("these bytes are not statistics of the matching engine")
            return cls._read(zlib.decompress(data[4:]))
        except (zlib.error, KeyError, TypeError, json.JSONDecodeError, UnicodeDecodeError) as error:
            raise StatisticsError(f"the statistics are damaged: {error}") from error

    @classmethod
    def _read(cls, data: bytes) -> Statistics:
        length = int.from_bytes(data[:8], "little")
        header = json.loads(data[8 : 8 + length])
        numbers = np.frombuffer(data, dtype="<i4", offset=8 + length)
        bounds = np.cumsum([0, *header["lengths"]])
        arrays = iter([numbers[a:b] for a, b in pairwise(bounds)])

        def rows() -> Rows:
            return Rows(next(arrays).astype(np.int64), next(arrays).astype(np.int32), next(arrays).astype(np.int32))

        def groups() -> Groups:
            return Groups(next(arrays).astype(np.int64), rows())

        reference = {
            country: Pack(tuple(map(_traits, header["traits"][country])), groups(), groups(), rows())
            for country in COUNTRIES
        }
        frequencies = dict(zip(header["keys"], header["frequencies"], strict=True))
        return cls(header["documents"], frequencies, header["lexicon_version"], reference)


def _traits(values: Mapping[str, object]) -> Traits:
    return Traits(
        **{  # type: ignore[arg-type]
            field.name: tuple(value) if isinstance(value := values[field.name], list) else value
            for field in fields(Traits)
        }
    )


def drawn(keys: Iterable[str], size: int) -> list[str]:
    """At most `size` keys, drawn by their hash: the same draw for the same keys in any order."""
    return sorted(keys, key=lambda key: (hashlib.blake2b(key.encode(), digest_size=8).digest(), key))[:size]
