#!/usr/bin/env bash
# trino-python-client: the project's own integration tests (dbapi, types, SQLAlchemy dialect), against a running server.
NAME=python-client; . "$(dirname "$0")/../lib/common.sh" "$@"
"$HERE/../suites.sh" python-client || finish 0 1 0
venv "$HERE/requirements.txt" || finish 0 1 0
rm -rf "$WORK/src"; mkdir -p "$WORK/src"; cp -r "$CLIENTS_TMP/suites/python-client/tests" "$WORK/src/"
cd "$WORK/src"
args=(); while read -r id _; do case $id in ''|\#*) ;; *) args+=(--deselect "$id") ;; esac; done < "$HERE/deselect.txt"
TRINO_RUNNING_HOST=$HOST TRINO_RUNNING_PORT=$PORT TRINO_VERSION=${TRINO_VERSION:-435} SQLALCHEMY_WARN_20=0 \
  timeout 420 "$WORK/venv/bin/python" -m pytest -q -rfEs -p no:cacheprovider --timeout 60 --tb=short "${args[@]}" "${PYTEST_ARGS:-tests/integration}" > "$LOG/test.log" 2>&1
rc=$?
. "$LIB/pytest-count.sh"
