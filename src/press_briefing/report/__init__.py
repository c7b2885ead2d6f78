from . import grammar

grammar.postpone()  # before any module of this room brings nbformat, and with it jsonschema
