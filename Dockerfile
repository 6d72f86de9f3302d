# The web bundle is built with Node in a stage of its own; the final image holds neither Node nor a compiler.
FROM node:22-slim AS web
WORKDIR /web
COPY service/web/package.json service/web/package-lock.json ./
RUN npm ci --silent
COPY service/web/ ./
RUN npm run --silent check && npm run --silent build

FROM python:3.12-slim AS build
WORKDIR /src
COPY requirements.lock pyproject.toml README.md LICENSE ./
RUN python -m venv /opt/yaodian && /opt/yaodian/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.lock
COPY ontology/ ontology/
COPY ingest/ ingest/
COPY graph/ graph/
COPY search/ search/
COPY service/ service/
COPY samples/ samples/
COPY --from=web /web/dist/ service/web/dist/
RUN /opt/yaodian/bin/pip install --no-cache-dir --disable-pip-version-check --no-deps --no-build-isolation .

FROM python:3.12-slim
COPY --from=build /opt/yaodian /opt/yaodian
RUN useradd --system --uid 10001 --home-dir /data yaodian && mkdir /data && chown yaodian /data
ENV PATH=/opt/yaodian/bin:$PATH PYTHONUNBUFFERED=1 YAODIAN_WORKSPACE=/data YAODIAN_HOST=0.0.0.0 YAODIAN_PORT=8000
USER yaodian
WORKDIR /data
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen('http://127.0.0.1:' + os.environ['YAODIAN_PORT'] + '/health', timeout=4)"]
ENTRYPOINT ["yaodian"]
CMD ["serve"]
