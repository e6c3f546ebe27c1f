"""Why: every conclusion as a derivation from facts, and as sentences."""
