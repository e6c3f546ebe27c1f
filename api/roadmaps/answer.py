"""stub"""
def plan_for_anybody(*a, **k): raise NotImplementedError
