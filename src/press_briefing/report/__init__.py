from ..accelerate import imports

imports.postpone()  # before any module of this room brings nbformat, and with it jsonschema
