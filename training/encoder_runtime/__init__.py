"""The encoder as an analysis would run it: kept here until its weights are final, then a room of the package."""
