"""Train `fr_press` on UD treebanks and BIO names; CPU, two cores, well under an hour."""
from __future__ import annotations

import argparse
import random
import time
from pathlib import Path

import conllu
import spacy
from spacy.language import Language
from spacy.training import Example
from spacy.training.batchers import minibatch_by_words

import press_briefing.french  # noqa: F401  registers the language


def tok2vec(width, depth, rows):
    return {"@architectures": "spacy.Tok2Vec.v2",
            "embed": {"@architectures": "spacy.MultiHashEmbed.v2", "width": width,
                      "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"], "rows": rows, "include_static_vectors": False},
            "encode": {"@architectures": "spacy.MaxoutWindowEncoder.v2", "width": width, "depth": depth,
                       "window_size": 1, "maxout_pieces": 3}}

def listener(width):
    return {"@architectures": "spacy.Tok2VecListener.v1", "width": width, "upstream": "*"}

def build(width=96, depth=4):
    nlp = spacy.blank("fr_press")
    nlp.add_pipe("tok2vec", config={"model": tok2vec(width, depth, [5000, 1000, 2500, 2500])})
    nlp.add_pipe("morphologizer", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": listener(width)}, "overwrite": True})
    nlp.add_pipe("trainable_lemmatizer", name="lemmatizer", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": listener(width)}, "top_k": 3, "min_tree_freq": 2, "backoff": "orth"})
    nlp.add_pipe("parser", config={"model": {"@architectures": "spacy.TransitionBasedParser.v2", "state_type": "parser", "extra_state_tokens": False, "hidden_width": 64, "maxout_pieces": 2, "use_upper": True, "tok2vec": listener(width)}, "min_action_freq": 10})
    return nlp

def groups(trees, rng, longest=6):
    i = 0
    while i < len(trees):
        n = rng.choice([1, 1, 2, 3, longest]); part = [trees[i]]
        while len(part) < n and i + len(part) < len(trees) and trees[i + len(part)].source == trees[i].source:
            part.append(trees[i + len(part)])
        i += len(part); yield part

def score(nlp, trees, printed=True):
    right = dict.fromkeys(["tok", "pos", "lemma", "uas", "las", "morph"], 0); n = 0
    for tree in trees:
        gold = conllu.gold_rows(tree)
        doc = nlp.make_doc(tree.text)
        from press_briefing.french.looks import level_looks, printed_looks
        doc = level_looks(doc)
        for name, p in nlp.pipeline: 
            if name not in ("level_looks","printed_looks"): doc = p(doc)
        doc = printed_looks(doc)
        at = {(t.idx, t.idx + len(t)): t for t in doc}
        for g in gold:
            n += 1
            t = at.get((g.start, g.end))
            if t is None: continue
            right["tok"] += 1
            right["pos"] += t.pos_ == g.pos
            right["lemma"] += t.lemma_ == g.lemma
            right["morph"] += str(t.morph) == g.morph
            h = gold[g.head]
            u = (t.head.idx, t.head.idx + len(t.head)) == (h.start, h.end)
            right["uas"] += u
            right["las"] += u and t.dep_.lower() == g.dep.lower()
    return {k: round(100 * v / n, 2) for k, v in right.items()}

def main():
    ap = argparse.ArgumentParser(); ap.add_argument("data", type=Path); ap.add_argument("out", type=Path); ap.add_argument("--minutes", type=float, default=8); ap.add_argument("--width", type=int, default=96); ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--dropout", type=float, default=.2)
    a = ap.parse_args()
    rng = random.Random(a.seed); spacy.util.fix_random_seed(a.seed)
    train = [list(conllu.read_trees(a.data / f)) for f in ("fr_sequoia-ud-train.conllu", "fr_gsd-ud-dev.conllu")]
    dev = list(conllu.read_trees(a.data / "fr_sequoia-ud-dev.conllu"))
    nlp = build(a.width)
    def examples(r):
        return [Example(nlp.make_doc("") if 0 else spacy.tokens.Doc(nlp.vocab, words=[t.text for t in d], spaces=[bool(t.whitespace_) for t in d]), d) for ts in train for part in groups(ts, r) for d in [conllu.doc_of(nlp.vocab, part)]]
    ex = examples(rng)
    opt = nlp.initialize(lambda: ex)
    begin = time.time(); best = 0; epoch = 0; total = a.minutes * 60
    while time.time() - begin < total:
        if epoch: ex = examples(rng)
        rng.shuffle(ex); losses = {}
        for batch in minibatch_by_words(ex, size=min(300 + 100 * epoch, 1500), discard_oversize=False):
            done = min(1, (time.time() - begin) / total)
            opt.learn_rate = 0.001 if done < .4 else 0.001 * max(0.05, (1 - done) / .6)
            nlp.update(batch, sgd=opt, drop=a.dropout, losses=losses)
        epoch += 1
        if epoch % 3 == 0 or time.time() - begin > total:
            with nlp.use_params(opt.averages):
                s = score(nlp, dev)
                print(epoch, round(time.time() - begin), s, {k: round(v) for k, v in losses.items()}, flush=True)
                mean = s["pos"] + s["lemma"] + s["las"]
                if mean > best:
                    best = mean; nlp.to_disk(a.out)
if __name__ == "__main__":
    main()
