"""The mails of a local server, shown in the browser instead of being sent."""
