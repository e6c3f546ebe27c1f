"""What is confirmed by a link in a mail: an address, a new password, a change of address."""
