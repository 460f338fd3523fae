# Sourced by the commands in deploy/compose: where the run folder is, and which compose there is.

. "$(dirname -- "${BASH_SOURCE[0]}")/../embedded/shell.sh"
export RUN_DIR=${RUN_DIR:-.run-compose}
run=$(run_dir)
compose_project=${COMPOSE_PROJECT_NAME:-case-notes-audit}

fail() {
  echo "error: $1" >&2
  exit 1
}

# Compose 2 is a part of docker; docker-compose is a program of its own.
compose() {
  if docker compose version >/dev/null 2>&1; then
    docker compose "${compose_options[@]}" "$@"
  elif command -v docker-compose >/dev/null; then
    docker-compose "${compose_options[@]}" "$@"
  else
    fail "neither \"docker compose\" nor docker-compose (expected: one of them)"
  fi
}
compose_options=(--project-name "$compose_project" --env-file "$run/compose.env" --file "$project/deploy/compose/compose.yaml")

require_engine() {
  docker version >/dev/null 2>&1 || fail "no Docker engine answers (expected: docker version to show a server)"
}
