"""Ticks: changes of single items, and what follows from them."""
