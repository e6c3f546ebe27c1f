"""stub"""
def analyze_for_anybody(*a, **k): raise NotImplementedError
