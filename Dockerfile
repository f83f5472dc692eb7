# The program alone; where the graph is, is said by NEO4J_URI (see docker-compose.yml) or by the volume /data.
FROM python:3.12-slim-bookworm AS build
WORKDIR /src
COPY pyproject.toml constraints.txt README.md LICENSE NOTICE ./
COPY src src
COPY cypher cypher
RUN python -m venv /opt/handelsgraph \
 && /opt/handelsgraph/bin/pip install --no-cache-dir --constraint constraints.txt .

FROM python:3.12-slim-bookworm
RUN useradd --uid 10001 --create-home --home-dir /data --shell /usr/sbin/nologin handelsgraph
COPY --from=build /opt/handelsgraph /opt/handelsgraph
ENV PATH=/opt/handelsgraph/bin:$PATH \
    HANDELSGRAPH_DATA=/data \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1
USER 10001
VOLUME /data
ENTRYPOINT ["handelsgraph"]
CMD ["--help"]
