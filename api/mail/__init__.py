"""Mails: written in the transaction of their cause, sent in the background until they arrive."""
