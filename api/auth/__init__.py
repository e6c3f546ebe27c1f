"""Authentication: sign-up, log-in, sessions, tokens, and the guards of private routes."""
