"""stub"""
def own_origin(*a, **k): raise NotImplementedError
