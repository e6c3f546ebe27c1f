"""x"""
from typing import Annotated
from litestar.params import HeaderParameter
IdempotencyKey = Annotated[
    str | None,
    HeaderParameter(
        name="Idempotency-Key",
        min_length=1,
        max_length=200,
        description="the same key with the same request has one effect and one answer",
    ),
]
