"""The record of who did what, written in the transaction of the action itself."""
