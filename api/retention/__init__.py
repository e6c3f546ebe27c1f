"""What is kept only for a while is taken out when its time is over."""
