# The program alone; where the graph is, is said by NEO4J_URI (see docker-compose.yml) or by the volume /data.
FROM python:3.12-slim-bookworm AS build
WORKDIR /src
RUN python -m venv /opt/handelsgraph
# What it depends on is a layer of its own: a change of the program does not fetch it again.
COPY pyproject.toml constraints.txt ./
RUN python -c "import tomllib; print(*tomllib.load(open('pyproject.toml', 'rb'))['project']['dependencies'], sep='\n')" \
      > requirements.txt \
 && /opt/handelsgraph/bin/pip install --no-cache-dir --constraint constraints.txt --requirement requirements.txt
COPY README.md LICENSE NOTICE ./
COPY src src
COPY cypher cypher
RUN /opt/handelsgraph/bin/pip install --no-cache-dir --no-deps .

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
