"""stub"""
def clear_cookies(*a, **k): raise NotImplementedError
def signed_in(*a, **k): raise NotImplementedError
ACCESS_COOKIE = "career_access"
