# syntax=docker/dockerfile:1
# Builds the model service and runs it as a user of its own. From the top of the checkout:
#   docker build -f docker/model-service.Dockerfile -t trapline-model-service .
FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /build
COPY . .
RUN --mount=type=cache,target=/root/.m2 \
    mvn -B -ntp -DskipTests -Dspotless.check.skip=true -pl model-runner/service -am package

FROM eclipse-temurin:17-jre-jammy
# curl asks for the health, tini passes signals on, libgomp is for the engines.
RUN apt-get update \
    && apt-get install -y --no-install-recommends curl libgomp1 tini \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --create-home --shell /usr/sbin/nologin trapline
COPY --from=build /build/model-runner/service/target/trapline-model-service-server.jar /opt/trapline/
COPY LICENSE /opt/trapline/LICENSE
USER trapline
WORKDIR /opt/trapline
# Others can reach it, so it does not start without TRAPLINE_RUNNER_KEY or TRAPLINE_RUNNER_KEY_FILE.
ENV TRAPLINE_RUNNER_ADDRESS=0.0.0.0 TRAPLINE_MODELS=/models TRAPLINE_HEAP=512m
VOLUME /models
EXPOSE 8090
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=10s --start-period=120s --retries=3 \
    CMD curl -fsS "http://127.0.0.1:${TRAPLINE_RUNNER_PORT:-8090}/actuator/health" || exit 1
ENTRYPOINT ["tini", "--", "sh", "-c", "exec java -Xmx\"${TRAPLINE_HEAP:-512m}\" -XX:+UseParallelGC -Dai.djl.offline=true -Dfile.encoding=UTF-8 ${TRAPLINE_JAVA_OPTS:-} -jar /opt/trapline/trapline-model-service-server.jar"]
