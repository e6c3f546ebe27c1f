"""What the API says about itself: the OpenAPI document, the page of it, and a page a problem."""
