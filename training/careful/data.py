"""The examples that `gainsay train examples` writes, as tensors."""

import json
import random

import numpy as np
import torch

KINDS = 5  # of traits
NAMES = (20, 21, 22)  # rows of the traits person, organisation, place: 6 shapes, 4 states of quotation, 9 boundaries, no name, then these
SOURCE, CUE, CONTENT = 0, 1, 2
LIKELY = 0.05  # posterior of being in a cue from which a word is looked at, as in internal/statement/spot.go


class Example:
    def __init__(self, line):
        e = json.loads(line)
        self.id, self.held = e["id"], e["held"]
        self.pieces, self.starts = np.array(e["pieces"]), e["starts"]
        self.words = len(self.starts) - 1
        self.traits = np.array(e["traits"]).reshape(self.words, KINDS)
        self.chunks, self.windows = e["chunks"] or [], e["windows"] or []
        self.roles, self.relations = np.array(e["roles"] or [], dtype=np.int64), e["relations"] or []
        self.sentence = np.array(e["sentences"])
        self.cue = np.full(self.words, -1)  # relation whose cue a word is in
        for n, relation in enumerate(self.relations):
            for first, end in relation[CUE]:
                for i in range(first, end):
                    if self.cue[i] < 0:
                        self.cue[i] = n

    def labels(self, anchor):
        """The labels of the window of an anchor: those of the relation whose cue holds it, or none at all."""
        first, end = self.windows[anchor]
        labels = np.zeros(end - first, dtype=np.int64)
        if self.cue[anchor] < 0:
            return labels
        relation = self.relations[self.cue[anchor]]
        for role in (CONTENT, SOURCE, CUE):
            for start, stop in relation[role]:
                start, stop = max(start, first) - first, min(stop, end) - first
                if start < stop:
                    labels[start:stop] = 2 * role + 2
                    labels[start] = 2 * role + 1
        for i in range(1, len(labels)):  # a run goes on only with its own role
            if labels[i] and labels[i] % 2 == 0 and (labels[i - 1] + 1) // 2 != labels[i] // 2:
                labels[i] -= 1
        if len(labels) and labels[0] and labels[0] % 2 == 0:
            labels[0] -= 1
        return labels


def read(path):
    with open(path, encoding="utf-8") as lines:
        return [e for e in map(Example, lines) if e.words]


class Batch:
    """Some examples: the chunks of all, and where each word's vector is found in them."""

    def __init__(self, examples, signs, hide=0.0, dice=None):
        """signs: numbers of [CLS], [SEP], [MASK]; hide: how often the words of a name are hidden, by the random numbers of dice."""
        self.examples = examples
        begin, finish, mask = signs
        rows, traits, chunk, place = [], [], [], []
        for e in examples:
            rate = hide if dice and dice.random() < 0.5 else 0.0
            for first, end in e.chunks:
                row, known = [begin], [[-1] * KINDS]
                for i in range(first, end):
                    chunk.append(len(rows))
                    place.append(len(row))
                    own = e.pieces[e.starts[i] : e.starts[i + 1]].tolist()
                    if rate and e.traits[i, 3] in NAMES and dice.random() < rate:
                        own = [mask]
                    row += own
                    known += [e.traits[i]] * len(own)
                rows.append(row + [finish])
                traits.append(np.array(known + [[-1] * KINDS]))
        longest = max(map(len, rows))
        self.lengths = torch.tensor([len(row) for row in rows])
        self.pieces = torch.zeros(len(rows), longest, dtype=torch.long)
        self.traits = torch.full((len(rows), longest, KINDS), -1)
        for n, row in enumerate(rows):
            self.pieces[n, : len(row)] = torch.tensor(row)
            self.traits[n, : len(row)] = torch.from_numpy(traits[n])
        self.chunk, self.place = torch.tensor(chunk), torch.tensor(place)
        self.first = np.cumsum([0] + [e.words for e in examples])  # number of each example's first word
        self.roles = torch.from_numpy(np.concatenate([e.roles for e in examples]))

    def words(self, model):
        """A vector a word: that of its first piece."""
        return model.encode(self.pieces, self.traits, self.lengths)[self.chunk, self.place]


def anchors(cue, begins, sentence, likely=LIKELY):
    """Of each run of words that may be part of a cue, the likeliest; as anchors in internal/statement/spot.go."""
    found, best = [], -1
    for i in np.flatnonzero(cue >= likely):
        if best >= 0 and (i != last + 1 or begins[i] > 0.5 or sentence[i] != sentence[best]):
            found.append(best)
            best = -1
        if best < 0 or cue[i] > cue[best]:
            best = i
        last = i
    return found + [best] if best >= 0 else found


class Windows:
    """The windows of some anchors of a batch: (number of the example, word) each."""

    def __init__(self, batch, chosen):
        self.chosen = chosen
        ranges = [batch.examples[n].windows[a] for n, a in chosen]
        longest = max(end - first for first, end in ranges)
        self.lengths = torch.tensor([end - first for first, end in ranges])
        self.places = torch.tensor([a - first for (n, a), (first, end) in zip(chosen, ranges)])
        self.words = torch.zeros(len(chosen), longest, dtype=torch.long)
        self.labels = torch.full((len(chosen), longest), -100)
        for k, ((n, a), (first, end)) in enumerate(zip(chosen, ranges)):
            self.words[k, : end - first] = torch.arange(first, end) + int(batch.first[n])
            self.labels[k, : end - first] = torch.from_numpy(batch.examples[n].labels(a))


def by_length(batch, chosen, most=6000):
    """Anchors in groups of windows that are about equally long, so that little is padded."""
    size = lambda c: batch.examples[c[0]].windows[c[1]][1] - batch.examples[c[0]].windows[c[1]][0]
    group, longest = [], 0
    for c in sorted(chosen, key=size):
        longest = max(longest, size(c))
        if group and longest * (len(group) + 1) > most:
            yield group
            group, longest = [], size(c)
        group.append(c)
    if group:
        yield group


def batches(examples, pieces, dice):
    """Examples in random order, in groups of about so many pieces."""
    order = list(examples)
    dice.shuffle(order)
    group, size = [], 0
    for e in order:
        if group and size + len(e.pieces) > pieces:
            yield group
            group, size = [], 0
        group.append(e)
        size += len(e.pieces)
    if group:
        yield group
