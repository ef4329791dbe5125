"""stub"""
def html(suite, opened): return ""
