"""What holds when something goes wrong: an article that fails costs itself only; a stop leaves nothing half done."""
