# The clock of a demonstration, stopped at a moment. Language: en.

demonstration-stop-title = Stop the clock at a given moment
demonstration-stop-at = Date and hour of Paris, to the second
demonstration-stop-hint = To see what happens at the last second of the call, then one second later.
demonstration-stop = Stop the clock
demonstration-still = The clock is stopped: the second shown does not pass.
demonstration-run = Let the clock run again

# What comes too late to be saved.
dossier-not-saved = What you sent is not saved. Copy it if you want to keep it:
