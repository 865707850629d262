# Three images from one file: `docker build --target api|worker|ui .` (without a target: api).
# The two ARG lines are the only place where base images are written down.
ARG NODE_IMAGE=node:24-bookworm-slim
ARG NGINX_IMAGE=nginxinc/nginx-unprivileged:1.30.4-alpine

# ---- what npm needs to know, and nothing that changes more often ------------------------------------------------------
FROM ${NODE_IMAGE} AS manifest
WORKDIR /app
COPY package.json package-lock.json .npmrc ./

# ---- packages of the running product ----------------------------------------------------------------------------------
# A registry of your own: `docker build --secret id=npmrc,src=$HOME/.npmrc .`; the file never becomes part of a layer.
FROM manifest AS production-modules
RUN --mount=type=secret,id=npmrc,target=/root/.npmrc \
    --mount=type=cache,target=/root/.npm \
    # Without the list of development packages npm also leaves out those of them that a package would like to have beside it
    # (the whole Prisma CLI, TypeScript): half of the image.
    npm pkg delete devDependencies \
    && npm ci --omit=dev --ignore-scripts --no-audit --no-fund \
    # The Temporal SDK ships its native core for five platforms; the others are 110 MB that cannot run here.
    && find node_modules/@temporalio/core-bridge/releases -mindepth 1 -maxdepth 1 \
         ! -name "$(uname -m)-unknown-linux-gnu" -exec rm -r {} +

# ---- compile ----------------------------------------------------------------------------------------------------------
FROM manifest AS build
RUN --mount=type=secret,id=npmrc,target=/root/.npmrc \
    --mount=type=cache,target=/root/.npm \
    npm ci --ignore-scripts --no-audit --no-fund
COPY . .
# Only for a browser that reaches the API at another origin; empty means "the origin the page came from".
ARG VITE_API_URL=
RUN VITE_API_URL="${VITE_API_URL}" npm run build && mv dist/ui /ui

# ---- what api and worker have in common -------------------------------------------------------------------------------
FROM ${NODE_IMAGE} AS runtime
# Debian's stable archive carries one version of tini at a time; pinning it would break the build at each security update.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends tini \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --gid 10001 nixflow \
    && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin nixflow \
    && install --directory --owner=10001 --group=10001 /data/attachments
ENV NODE_ENV=production \
    EMAIL_ATTACHMENTS_DIR=/data/attachments
WORKDIR /app
COPY --from=production-modules /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
USER 10001:10001
# tini reaps what health checks leave behind and hands SIGTERM on; the process then has 30 s to finish (see docs/deployment.md).
ENTRYPOINT ["tini", "--", "node"]

# ---- static files, and the way to the API -----------------------------------------------------------------------------
FROM ${NGINX_IMAGE} AS ui
COPY ops/nginx/nginx.conf /etc/nginx/nginx.conf
COPY ops/nginx/templates /etc/nginx/templates
COPY --from=build /ui /usr/share/nginx/html
# Templates are filled in at start and land in /tmp, the one place that must be writable.
ENV NGINX_ENTRYPOINT_LOCAL_RESOLVERS=1 \
    NGINX_ENVSUBST_OUTPUT_DIR=/tmp \
    NGINX_ENVSUBST_FILTER=^(BACKEND_ADDRESS|TRUSTED_PROXY|PAGE_CONNECT_SRC|NGINX_LOCAL_RESOLVERS)$ \
    BACKEND_ADDRESS=backend:3000 \
    TRUSTED_PROXY=127.0.0.1 \
    PAGE_CONNECT_SRC="'self'"
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s --retries=3 \
    CMD ["wget", "--quiet", "--output-document=/dev/null", "http://127.0.0.1:8080/healthz"]

# ---- background work --------------------------------------------------------------------------------------------------
FROM runtime AS worker
ENV WORKER_PORT=3001
EXPOSE 3001
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
    CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.WORKER_PORT}/live`).then((reply) => process.exit(reply.ok ? 0 : 1), () => process.exit(1))"]
CMD ["dist/worker/main.js"]

# ---- the door; `dist/cli/migrate.js` as command migrates and seeds -----------------
FROM runtime AS api
ENV PORT=3000
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
    CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/live`).then((reply) => process.exit(reply.ok ? 0 : 1), () => process.exit(1))"]
CMD ["dist/api/main.js"]
