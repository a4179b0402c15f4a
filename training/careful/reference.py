"""What PyTorch makes of the shipped model file on the inputs of the Go test, for internal/statement/careful/testdata/reference.bin.

Each line of the inputs is an example. For each come the probabilities of every word's roles and, for the window of its anchor, those of
the roles in that attribution, as float16."""

import argparse
import json
import pathlib
import struct

import numpy as np
import torch

import data
import export
from model import Careful


def read(path):
    """The list of pieces and the arrays of a model file."""
    file = pathlib.Path(path).read_bytes()[len(export.MAGIC) :]
    (length,) = struct.unpack("<I", file[:4])
    body = file[4 + length :]
    (length,) = struct.unpack("<I", body[:4])
    pieces, body = body[4 : 4 + length].decode(), body[4 + length :]
    (length,) = struct.unpack("<I", body[:4])
    entries, body = json.loads(body[4 : 4 + length]), body[4 + length :]
    state = {}
    for entry in entries:
        shape, count = entry["shape"], int(np.prod(entry["shape"]))
        name = entry["name"].replace("attended.norm.", "attended_norm.").replace("outer.norm.", "outer_norm.")
        if entry["type"] == "int8":
            scales = np.frombuffer(body[: 4 * shape[0]], "<f4")
            rows = np.frombuffer(body[4 * shape[0] : 4 * shape[0] + count], "i1").reshape(shape)
            state[name], size = torch.from_numpy(rows * scales[:, None]), 4 * shape[0] + count
        else:
            state[name], size = torch.from_numpy(np.frombuffer(body[: 4 * count], "<f4").reshape(shape).copy()), 4 * count
        body = body[size:]
    return pieces.split("\n"), state


@torch.no_grad()
def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--model", required=True)
    p.add_argument("--inputs", required=True, help="as go test ./internal/statement/careful -inputs FILE writes them")
    p.add_argument("--out", required=True)
    o = p.parse_args()
    pieces, state = read(o.model)
    model = Careful(len(pieces), len(state["traits.weight"]))
    model.load_state_dict(state)
    model.eval()
    signs = [pieces.index(sign) for sign in ("[CLS]", "[SEP]", "[MASK]")]
    with open(o.out, "wb") as out:
        for example in data.read(o.inputs):
            batch = data.Batch([example], signs)
            words = batch.words(model)
            odds = model.roles(words).softmax(-1)
            w = data.Windows(batch, [(0, example.words // 2)])
            related = model.relate(words, odds, w.words, w.lengths, w.places)[0].softmax(-1)
            for probabilities in (odds, related):
                out.write(probabilities.numpy().astype("<f2").tobytes())


if __name__ == "__main__":
    main()
