"""Who asks: sign-up, log-in, sessions, tokens, and the guard before every private route."""
