# Shared by every run.sh here. Usage:  NAME=cli; . "$(dirname "$0")/../lib/common.sh" "$@"
# Sets: SERVER (http://host:port), HOST, PORT, HERE (the client's folder), LIB, WORK (a scratch folder), LOG.
SERVER=${1:-${SERVER_URL:-}}
[ -n "$SERVER" ] || { echo "usage: run.sh SERVER_URL" >&2; exit 2; }
SERVER=${SERVER%/}
case $SERVER in http://*|https://*) ;; *) SERVER=http://$SERVER ;; esac
SCHEME=${SERVER%%://*}
hostport=${SERVER#*://}; hostport=${hostport%%/*}
HOST=${hostport%%:*}; PORT=${hostport##*:}
HERE=$(cd "$(dirname "$0")" && pwd)
LIB=$HERE/../lib
CLIENTS_TMP=${CLIENTS_TMP:-${TMPDIR:-$(dirname "$(mktemp -u)")}/leveret-clients}; export CLIENTS_TMP
WORK=$CLIENTS_TMP/$NAME
LOG=$WORK/log; mkdir -p "$LOG"
export SCHEME HOST PORT SERVER WORK HERE LIB

# server_alive: fail early, and counted, when nothing answers.
if ! curl -s -m 10 -o /dev/null "$SERVER/v1/info"; then
  echo "no server at $SERVER"; echo "$NAME: 0 passed, 1 failed, 0 skipped"; exit 1
fi
# finish P F S
finish() { echo "$NAME: $1 passed, $2 failed, $3 skipped"; [ "$2" -eq 0 ] && [ "$1" -gt 0 ]; exit $?; }
# venv REQUIREMENTS_FILE: a virtual environment in $WORK/venv, made once for each content of the file
venv() {
  local stamp=$WORK/venv/.ready sum; sum=$(sha256sum < "$1")
  [ "$(cat "$stamp" 2>/dev/null)" = "$sum" ] && return 0
  [ -d "$WORK/venv" ] || python3 -m venv "$WORK/venv" || return 1
  "$WORK/venv/bin/pip" -q install --disable-pip-version-check -r "$1" > "$LOG/pip.log" 2>&1 || { tail -5 "$LOG/pip.log"; return 1; }
  echo "$sum" > "$stamp"
}
