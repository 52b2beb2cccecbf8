"""The packed gazetteer's format: what stands where in the file, for the reader and the packer alike.

After the mark and the header's length comes the header, JSON in UTF-8, then the parts at multiples of eight bytes.
Places stand in order of prominence; each has one number in every column, of as many bytes as the header says.
Names lead to places by hashes: the first bits of a hash choose a bucket, three bytes more tell its names apart.
"""

from __future__ import annotations

from typing import Literal, get_args

MAGIC = b"SITREPGZ"
FORMAT = 2
#: The parts of the file begin at multiples of this, so that they can be read as arrays.
ALIGNED = 8

Kind = Literal["country", "region", "district", "city", "site", "water"]
KINDS: tuple[Kind, ...] = get_args(Kind)

#: Coordinates are kept as whole numbers of this part of a degree, 11 m, counted from a pole or the date line.
SCALE = 10_000
#: "Not known", for a coordinate: others count from one.
NOWHERE = 0
#: Bytes of a hash that are kept beside the bucket's number.
CHECK_BYTES = 3
CHECK_BITS = 8 * CHECK_BYTES
#: How many names a bucket holds about.
FULL = 4
#: The widest and the narrowest table of buckets, as bits of the hash.
MOST_BITS, LEAST_BITS = 22, 6
#: The columns of the places, in order.
COLUMNS = ("ids", "lats", "lons", "name_starts", "name_lengths", "spots", "sorts")


def aligned(offset: int) -> int:
    """The offset at which the next part may begin."""
    return -(-offset // ALIGNED) * ALIGNED


def bucket_bits(names: int) -> int:
    """How many bits of a hash number the buckets of a file with so many names."""
    return min(MOST_BITS, max(LEAST_BITS, (names // FULL).bit_length()))
