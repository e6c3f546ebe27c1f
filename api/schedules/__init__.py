"""Schedules: the steps of a plan over the days of the person's own calendar."""
