"""What a person can do: the current ratings and every change ever made to them."""
