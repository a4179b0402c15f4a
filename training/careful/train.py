"""Trains the careful model on the examples of `gainsay train examples`; README.md tells the commands.

Each pass over the examples is one checkpoint, from which a stopped run goes on with the same result."""

import argparse
import pathlib
import random
import time

import numpy as np
import torch
import torch.nn.functional as F

import data
import measure
import weights
from model import LABELS, Careful

TRAITS = 74  # rows of the table of traits: careful.TraitRows
ALERT = 0.02  # as data.LIKELY, while training: the model is too sure of the articles that it learns from
STEADY = 0.998  # of the running mean of the weights, which is what is kept


def arguments():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--train", required=True, help="examples to learn from")
    p.add_argument("--dev", required=True, help="examples to measure on")
    p.add_argument("--pieces", required=True, help="the list of word pieces")
    p.add_argument("--out", required=True, help="folder of the checkpoints")
    p.add_argument("--layers", type=int, default=6)
    p.add_argument("--epochs", type=int, default=6)
    p.add_argument("--rate", type=float, default=1.8e-4)
    p.add_argument("--head-rate", type=float, default=8e-4)
    p.add_argument("--batch", type=int, default=2500, help="pieces")
    p.add_argument("--hide", type=float, default=0.5, help="how often a word of a name is hidden, in half of the articles")
    p.add_argument("--minutes", type=float, default=1e9, help="stop after the checkpoint behind so many minutes")
    p.add_argument("--threads", type=int, default=2)
    return p.parse_args()


def optimiser(model, o):
    encoder, heads = [], []
    model.pieces.weight.requires_grad_(False)  # words that are not in the training articles keep their place among those that are
    for name, parameter in model.named_parameters():
        if not parameter.requires_grad:
            continue
        old = name.startswith(("places", "layers", "norm"))
        (encoder if old else heads).append(parameter)
    return torch.optim.AdamW([{"params": encoder, "lr": o.rate}, {"params": heads, "lr": o.head_rate}], betas=(0.9, 0.98), weight_decay=0.01, fused=True)


def loss_of(model, batch, relate):
    """The loss of both heads; the second one's only if relate."""
    with torch.autocast("cpu", torch.bfloat16):
        words = batch.words(model)
        roles = model.roles(words).float()
    loss = F.cross_entropy(roles, batch.roles)
    if not relate:
        return loss
    odds = roles.softmax(-1)
    chosen = choose(batch, odds.detach().numpy())
    total, count = 0, 0
    for group in data.by_length(batch, chosen):
        w = data.Windows(batch, group)
        with torch.autocast("cpu", torch.bfloat16):
            scores = model.relate(words, odds, w.words, w.lengths, w.places).float()
        total = total + F.cross_entropy(scores.flatten(0, 1), w.labels.flatten(), reduction="sum")
        count += int(w.lengths.sum())
    return loss + total / max(count, 1) * 2 if count else loss


def choose(batch, odds):
    """The anchors to train on: those that would be looked at, and the likeliest word of every cue that they miss."""
    chosen = []
    for n, e in enumerate(batch.examples):
        own = odds[batch.first[n] : batch.first[n + 1]]
        cue = own[:, 3] + own[:, 4]
        found = data.anchors(cue, own[:, 3], e.sentence, ALERT)[: 10 + e.words // 12]
        hit = {int(e.cue[a]) for a in found}
        for k, relation in enumerate(e.relations):
            words = [i for first, end in relation[data.CUE] for i in range(first, end) if e.cue[i] == k]
            if k not in hit and words:
                found.append(max(words, key=lambda i: cue[i]))
        chosen += [(n, int(a)) for a in found]
    return chosen


def main():
    o = arguments()
    torch.manual_seed(1)
    torch.set_num_threads(o.threads)
    listed = pathlib.Path(o.pieces).read_text(encoding="utf-8").split("\n")
    number = {piece: n for n, piece in enumerate(weights.pieces())}
    signs = [listed.index(sign) for sign in ("[CLS]", "[SEP]", "[MASK]")]
    train = [e for e in data.read(o.train) if not e.held]
    dev = data.read(o.dev)
    model = Careful(len(listed), TRAITS, o.layers)
    model.start_from_minilm([number[piece] for piece in listed])
    mean = Careful(len(listed), TRAITS, o.layers)
    mean.load_state_dict(model.state_dict())
    steps_each = sum(1 for _ in data.batches(train, o.batch, random.Random(0)))
    steps = steps_each * o.epochs
    optimise = optimiser(model, o)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimise, lambda s: min((s + 1) / (0.06 * steps), max(0.02, 1 - s / steps)))
    out = pathlib.Path(o.out)
    out.mkdir(parents=True, exist_ok=True)
    epoch, step, began = 0, 0, time.time()
    if (out / "checkpoint.pt").exists():
        saved = torch.load(out / "checkpoint.pt", weights_only=False)
        model.load_state_dict(saved["model"]), mean.load_state_dict(saved["mean"])
        optimise.load_state_dict(saved["optimise"]), schedule.load_state_dict(saved["schedule"])
        epoch, step = saved["epoch"], saved["step"]
    while epoch < o.epochs and time.time() - began < 60 * o.minutes:
        dice = random.Random(1000 + epoch)
        torch.manual_seed(1000 + epoch)
        model.train()
        sums = []
        for group in data.batches(train, o.batch, dice):
            loss = loss_of(model, data.Batch(group, signs, o.hide, dice), step > 100)
            optimise.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimise.step()
            schedule.step()
            step += 1
            steady = min(STEADY, step / (step + 20))
            with torch.no_grad():
                torch._foreach_lerp_(list(mean.parameters()), list(model.parameters()), 1 - steady)
            sums.append(loss.item())
            if step % 50 == 0:
                print(f"step {step}/{steps} loss {np.mean(sums[-50:]):.4f} {(time.time() - began) / 60:.1f} min", flush=True)
        epoch += 1
        torch.save({"model": model.state_dict(), "mean": mean.state_dict(), "optimise": optimise.state_dict(),
                    "schedule": schedule.state_dict(), "epoch": epoch, "step": step}, out / "checkpoint.pt")
        torch.save(mean.state_dict(), out / "mean.pt")
        print(f"epoch {epoch}: loss {np.mean(sums):.4f}; {measure.figures(mean, dev, signs)}; {(time.time() - began) / 60:.1f} min", flush=True)


if __name__ == "__main__":
    main()
