# Build: docker build -t kabar .      Run: docker run -d --env-file .env -v kabar-data:/data kabar
FROM python:3.11-slim AS build
WORKDIR /app
COPY pyproject.toml README.md ./
COPY .ci/constraints.txt .ci/constraints.txt
COPY bot bot
COPY handlers handlers
COPY store store
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir -q -c .ci/constraints.txt .

FROM python:3.11-slim
# The application runs from its source folder, so that exactly one `handlers` and one `store` exist.
RUN useradd --create-home --uid 10001 kabar && mkdir /data && chown kabar /data
WORKDIR /app
COPY --from=build /venv /venv
COPY --from=build /app /app
RUN /venv/bin/pip uninstall -q -y kabar
USER kabar
ENV PATH=/venv/bin:$PATH BOT_DATA_DIR=/data PYTHONUNBUFFERED=1
VOLUME /data
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=10s --start-period=30s CMD ["python", "-m", "bot", "health"]
CMD ["python", "-m", "bot", "run"]
