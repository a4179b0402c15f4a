"""A quick look at a model: attributions of annotated examples, decoded word by word. The figures that count are those of
`gainsay eval attribution`, which decodes better; these only tell while training whether it gets anywhere."""

import numpy as np
import torch

import data


def decoded(scores, place):
    """The words of source, cue and content by the likeliest label of each, with the anchor in the cue."""
    labels = scores.argmax(-1)
    labels[place] = 3 if scores[place][3] >= scores[place][4] else 4
    roles = (labels + 1) // 2
    return [np.flatnonzero(roles == r) for r in (1, 2, 3)]


@torch.no_grad()
def relations(model, batch):
    """For each example of a batch a list of (confidence, source, cue, content), the roles as arrays of words."""
    model.eval()
    with torch.autocast("cpu", torch.bfloat16):
        words = batch.words(model)
        odds = model.roles(words).float().softmax(-1)
    own, chosen = odds.numpy(), []
    for n, e in enumerate(batch.examples):
        part = own[batch.first[n] : batch.first[n + 1]]
        chosen += [(n, int(a)) for a in data.anchors(part[:, 3] + part[:, 4], part[:, 3], e.sentence)]
    found = [[] for _ in batch.examples]
    for group in data.by_length(batch, chosen):
        w = data.Windows(batch, group)
        with torch.autocast("cpu", torch.bfloat16):
            scores = model.relate(words, odds, w.words, w.lengths, w.places).float().log_softmax(-1).numpy()
        for k, (n, a) in enumerate(group):
            place, first = int(w.places[k]), batch.examples[n].windows[a][0]
            row = scores[k, : int(w.lengths[k])]
            second = np.exp(row[place][3]) + np.exp(row[place][4])
            at = own[batch.first[n] + a]
            logit = lambda p: np.log(max(p, 1e-6) / max(1 - p, 1e-6))
            confidence = 1 / (1 + np.exp(-(logit(second) + logit(at[3] + at[4])) / 2))
            roles = [first + r for r in decoded(row, place)]
            if confidence > 0.45 and len(roles[2]):
                found[n].append((confidence, *roles))
    return [without_rivals(f) for f in found]


def without_rivals(found):
    kept, taken = [], set()
    for f in sorted(found, key=lambda f: -f[0]):
        if not taken & set(f[2]):
            kept.append(f)
            taken |= set(f[2])
    return kept


def touch(a, b):
    return bool(a & b) or not a and not b


def figures(model, examples, signs):
    """F1 in percent: of whole relations (cue and source touch, contents overlap by half), of relations that are equal, and of the
    roles by themselves."""
    right, strict, predicted, gold = 0, 0, 0, 0
    role = np.zeros((3, 3), dtype=int)
    for start in range(0, len(examples), 4):
        part = examples[start : start + 4]
        for e, found in zip(part, relations(model, data.Batch(part, signs))):
            golds = [[{i for first, end in r for i in range(first, end)} for r in relation] for relation in e.relations]
            predicted, gold = predicted + len(found), gold + len(golds)
            for r in range(3):
                want, have = [frozenset(g[r]) for g in golds if g[r]], [frozenset(f[r + 1].tolist()) for f in found if len(f[r + 1])]
                role[r] += len(want), len(have), sum(min(want.count(x), have.count(x)) for x in set(want))
            free = list(golds)
            for f in found:
                s, c, t = (set(x.tolist()) for x in f[1:])
                fits = [g for g in free if touch(s, g[0]) and touch(c, g[1]) and 2 * len(t & g[2]) >= 0.5 * (len(t) + len(g[2]))]
                if fits:
                    best = max(fits, key=lambda g: len(t & g[2]))
                    right += 1
                    strict += [s, c, t] == best
                    free.remove(best)
    f1 = lambda x, p, g: 200 * x / max(p + g, 1)
    roles = " / ".join(f"{f1(x, p, g):.1f}" for g, p, x in role)
    return f"full {f1(right, predicted, gold):.1f} (P {100 * right / max(predicted, 1):.1f}) strict {f1(strict, predicted, gold):.1f} source/cue/content {roles}"
