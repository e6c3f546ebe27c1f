"""What editors type: one module a command. Environment, clock and chance come in from __main__."""
