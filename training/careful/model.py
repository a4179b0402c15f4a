"""The careful model in PyTorch, as internal/statement/careful runs it in Go: an encoder of word pieces, a first head that tells each
word's role, and a second one that looks at a window once for each likely cue and tells the roles of that one attribution."""

import torch
import torch.nn as nn
import torch.nn.functional as F

import weights

LABELS = 7  # O, then B and I of source, cue and content
WIDTH, HEADS, INNER, PLACES = 384, 12, 1536, 320
NARROW, NARROW_HEADS, NARROW_INNER, NARROW_LAYERS = 192, 6, 384, 2
FAR = 64  # distances from the anchor are told apart up to here
DROPOUT = 0.1


class Layer(nn.Module):
    """A layer of BERT (Devlin et al. 2019): attention, then two dense layers, each with its norm behind it."""

    def __init__(self, width, heads, inner):
        super().__init__()
        self.heads = heads
        self.qkv, self.attended = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.inner, self.outer = nn.Linear(width, inner), nn.Linear(inner, width)
        self.attended_norm, self.outer_norm = nn.LayerNorm(width, eps=1e-12), nn.LayerNorm(width, eps=1e-12)

    def forward(self, x, mask):
        batch, length, width = x.shape
        query, key, value = self.qkv(x).view(batch, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        y = F.scaled_dot_product_attention(query, key, value, attn_mask=mask).transpose(1, 2).reshape(batch, length, width)
        x = self.attended_norm(x + F.dropout(self.attended(y), DROPOUT, self.training))
        y = self.outer(F.gelu(self.inner(x)))
        return self.outer_norm(x + F.dropout(y, DROPOUT, self.training))


class Careful(nn.Module):
    """pieces: how many there are; traits: rows of the table of traits; layers: of the encoder."""

    def __init__(self, pieces, traits, layers=6):
        super().__init__()
        self.pieces, self.places, self.traits = nn.Embedding(pieces, WIDTH), nn.Embedding(PLACES, WIDTH), nn.Embedding(traits, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(WIDTH, HEADS, INNER) for _ in range(layers))
        self.roles = nn.Linear(WIDTH, LABELS)
        self.word, self.anchor = nn.Linear(WIDTH, NARROW), nn.Linear(WIDTH, NARROW)
        self.distance, self.odds = nn.Embedding(2 * FAR + 1, NARROW), nn.Linear(LABELS, NARROW)
        self.narrow_norm = nn.LayerNorm(NARROW, eps=1e-12)
        self.narrow = nn.ModuleList(Layer(NARROW, NARROW_HEADS, NARROW_INNER) for _ in range(NARROW_LAYERS))
        self.related = nn.Linear(NARROW, LABELS)
        nn.init.zeros_(self.traits.weight)
        nn.init.normal_(self.distance.weight, std=0.5)

    def start_from_minilm(self, kept):
        """Takes over all-MiniLM-L6-v2, of its pieces those whose numbers are in kept."""
        w = {name: torch.from_numpy(array.copy()) for name, array in weights.arrays().items()}
        with torch.no_grad():
            self.pieces.weight.copy_(w["embeddings.word_embeddings.weight"][kept])
            self.places.weight.copy_(w["embeddings.position_embeddings.weight"][:PLACES] + w["embeddings.token_type_embeddings.weight"][0])
            put(self.norm, w, "embeddings.LayerNorm")
            step = 6 // len(self.layers)
            for i, layer in enumerate(self.layers):
                name = f"encoder.layer.{i * step + step - 1}"
                for kind in ("weight", "bias"):
                    getattr(layer.qkv, kind).copy_(torch.cat([w[f"{name}.attention.self.{part}.{kind}"] for part in ("query", "key", "value")]))
                put(layer.attended, w, f"{name}.attention.output.dense")
                put(layer.attended_norm, w, f"{name}.attention.output.LayerNorm")
                put(layer.inner, w, f"{name}.intermediate.dense")
                put(layer.outer, w, f"{name}.output.dense")
                put(layer.outer_norm, w, f"{name}.output.LayerNorm")

    def encode(self, pieces, traits, lengths):
        """Vectors of chunks: pieces (chunk × place), traits (chunk × place × kind, -1 = none), lengths of the chunks."""
        x = self.pieces(pieces) + self.places.weight[: pieces.shape[1]]
        x = x + (self.traits(traits.clamp(min=0)) * (traits >= 0).unsqueeze(-1)).sum(2)
        x = F.dropout(self.norm(x), DROPOUT, self.training)
        mask = (torch.arange(pieces.shape[1]) < lengths[:, None])[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def relate(self, words, odds, windows, lengths, places):
        """Scores of labels (window × place × label): words (word × WIDTH), odds of their roles (word × label), windows (window ×
        place, numbers of words), lengths of the windows, places of the anchors in them."""
        near, far = self.word(words) + self.odds(odds), self.anchor(words)
        rows = torch.arange(len(windows))
        away = (torch.arange(windows.shape[1])[None, :] - places[:, None]).clamp(-FAR, FAR) + FAR
        x = near[windows] + far[windows[rows, places]][:, None, :] + self.distance(away)
        x = F.dropout(self.narrow_norm(x), DROPOUT, self.training)
        mask = (torch.arange(windows.shape[1]) < lengths[:, None])[:, None, None, :]
        for layer in self.narrow:
            x = layer(x, mask)
        return self.related(x)


def put(module, arrays, name):
    module.weight.copy_(arrays[name + ".weight"])
    module.bias.copy_(arrays[name + ".bias"])
