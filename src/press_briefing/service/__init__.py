"""What runs by itself: the ledger of runs, schedules, the post, the site, the doctor."""
