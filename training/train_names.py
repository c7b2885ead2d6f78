from __future__ import annotations
import argparse, random, time
from pathlib import Path
import bio, spacy
from train import tok2vec
from spacy.training import Example
from spacy.tokens import Doc
from spacy.training.batchers import minibatch_by_words
import press_briefing.french

def build(width=96, depth=4):
    nlp = spacy.blank("fr_press")
    nlp.add_pipe("ner", config={"model": {"@architectures": "spacy.TransitionBasedParser.v2", "state_type": "ner", "extra_state_tokens": False, "hidden_width": 64, "maxout_pieces": 2, "use_upper": True, "tok2vec": tok2vec(width, depth, [5000, 1000, 2500, 2500])}})
    return nlp

def score(nlp, sents):
    tp = s = g = 0
    for n in sents:
        doc = bio.doc_of(nlp.vocab, [n]); gold = {(e.start, e.end, e.label_) for e in doc.ents}
        pred = Doc(nlp.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc])
        pred = nlp.get_pipe("ner")(pred); got = {(e.start, e.end, e.label_) for e in pred.ents}
        tp += len(gold & got); s += len(got); g += len(gold)
    return round(200 * tp / max(1, s + g), 2), round(100 * tp / max(1, s), 1), round(100 * tp / max(1, g), 1)

def main():
    ap = argparse.ArgumentParser(); ap.add_argument("data", type=Path); ap.add_argument("out", type=Path); ap.add_argument("--minutes", type=float, default=4); ap.add_argument("--seed", type=int, default=1); ap.add_argument("--dropout", type=float, default=.3)
    a = ap.parse_args(); rng = random.Random(a.seed); spacy.util.fix_random_seed(a.seed)
    train = [list(bio.read_bio(a.data / f)) for f in ("sequoia.train.bio", "pud-wiki.silver.bio")]
    dev = list(bio.read_bio(a.data / "sequoia.dev_noemea.bio"))
    wiki = list(bio.read_bio(a.data / "wikineural.val.bio"))[:1500]
    nlp = build()
    def examples(r):
        for ts in train:
            i = 0
            while i < len(ts):
                n = r.choice([1, 1, 2, 4]); d = bio.doc_of(nlp.vocab, ts[i:i + n]); i += n
                yield Example(Doc(nlp.vocab, words=[t.text for t in d], spaces=[bool(t.whitespace_) for t in d]), d)
    ex = list(examples(rng)); opt = nlp.initialize(lambda: ex); begin = time.time(); best = 0; epoch = 0; total = a.minutes * 60
    while time.time() - begin < total:
        ex = list(examples(rng)); rng.shuffle(ex); losses = {}
        for batch in minibatch_by_words(ex, size=min(300 + 100 * epoch, 1500), discard_oversize=False):
            done = min(1, (time.time() - begin) / total)
            opt.learn_rate = 0.001 if done < .4 else 0.001 * max(0.05, (1 - done) / .6)
            nlp.update(batch, sgd=opt, drop=a.dropout, losses=losses)
        epoch += 1
        if epoch % 4 == 0 or time.time() - begin > total:
            with nlp.use_params(opt.averages):
                s = score(nlp, dev); print(epoch, round(time.time() - begin), s, score(nlp, wiki), losses, flush=True)
                if s[0] > best: best = s[0]; nlp.to_disk(a.out)
if __name__ == "__main__": main()
