"""Many articles: batches, datasets, clusters, press reviews, corpora of other tools."""
