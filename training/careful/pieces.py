"""Writes the list of word pieces that the careful model keeps of BERT's: Latin letters, digits, marks and its own signs, one a line."""

import pathlib
import re
import sys

import weights

SIGNS = ("[CLS]", "[SEP]", "[UNK]", "[MASK]")


def kept(piece):
    """Whether an English text may hold the piece."""
    if piece in SIGNS or re.fullmatch(r"(##)?[0-9a-z\u00df-\u024f]+", piece):
        return True
    return len(piece) == 1 and not piece.isalnum() and (piece < "\u0250" or "\u2000" <= piece < "\u2100" or "\u20a0" <= piece < "\u20d0")


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: pieces.py FILE")
    pathlib.Path(sys.argv[1]).write_text("\n".join(filter(kept, weights.pieces())), encoding="utf-8")


if __name__ == "__main__":
    main()
