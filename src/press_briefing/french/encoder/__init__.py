"""The pretrained encoder: one pass over an article's sentences for names, parts of speech, trees and vectors.

Importing the room imports neither ONNX Runtime nor SentencePiece: `reader` does, when weights are loaded.
"""
