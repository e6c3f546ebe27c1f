# The API. The browser app has an image of its own, frontend/Dockerfile.
FROM python:3.13-slim-bookworm AS build
COPY --from=ghcr.io/astral-sh/uv:0.13.9 /uv /usr/local/bin/uv
ENV UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy
WORKDIR /app
COPY requirements-runtime.lock ./
RUN uv venv /venv && uv pip install --python /venv/bin/python --require-hashes --requirement requirements-runtime.lock

FROM python:3.13-slim-bookworm
RUN useradd --system --uid 10001 --create-home career
ENV PATH=/venv/bin:$PATH PYTHONPATH=/app PYTHONUNBUFFERED=1 CAREER_HOST=0.0.0.0 CAREER_PORT=8000 CAREER_DATA_DIR=/data
WORKDIR /app
COPY --from=build /venv /venv
COPY pyproject.toml ./
COPY engine engine
COPY knowledge knowledge
COPY migrations migrations
COPY api api
RUN mkdir /data && chown career /data
USER 10001
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=5 \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/api/v1/health/ready', timeout=2)"]
CMD ["python", "-m", "api"]
