"""From an analysis to what is counted in it: tables declared once, lexicometry, sourcing, tolls."""
