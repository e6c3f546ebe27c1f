"""What may be learnt from people who agreed to it: counts of replies and hours, without people."""
