#!/usr/bin/env bash
# The clients' own test suites are not kept here. This takes them, unchanged, from clones of their repositories into
# $CLIENTS_TMP/suites/CLIENT. $MIRRORS names the folder of the clones; each may be called NAME, NAME.git, OWNER+NAME or OWNER+NAME/repo,
# with a work tree or bare.
set -euo pipefail
out_of() { echo "${CLIENTS_TMP:?}/suites/$1"; }
clone_of() { # OWNER NAME: the git directory of a clone, or nothing
  local c
  for c in "$2" "$2.git" "$1+$2" "$1+$2/repo"; do
    for d in "$MIRRORS/$c/.git" "$MIRRORS/$c"; do [ -f "$d/HEAD" ] && [ -d "$d/objects" ] && { echo "$d"; return; }; done
  done
  return 0
}
get() { # OWNER NAME COMMIT-ISH CLIENT PATH...
  local owner=$1 name=$2 commit=$3 client=$4 git; shift 4
  local how="git clone https://github.com/$owner/$name.git FOLDER/$name, then MIRRORS=FOLDER npm run test:clients"
  [ -n "${MIRRORS:-}" ] || { echo "missing: the test suite of $owner/$name, because MIRRORS is not set. Get it so: $how" >&2; return 1; }
  git=$(clone_of "$owner" "$name")
  [ -n "$git" ] || { echo "missing: no clone of $owner/$name in MIRRORS=$MIRRORS. Get it so: $how" >&2; return 1; }
  git --git-dir "$git" cat-file -e "$commit" 2> /dev/null ||
    { echo "missing: $owner/$name at $commit in $git. Get it so: git --git-dir $git fetch --tags origin (with --unshallow if it is shallow)" >&2; return 1; }
  local out; out=$(out_of "$client")
  rm -rf "$out"; mkdir -p "$out"; git --git-dir "$git" archive "$commit" "$@" | tar -x -C "$out"
}
case ${1:-} in
  python-client)
    get trinodb trino-python-client c4b2c5781c82db8e0f7ddedbd51b2d480ff6ef9b python-client \
      tests/__init__.py tests/integration tests/unit/__init__.py tests/unit/conftest.py
    cp "$(dirname "$0")/python-client/development_server.py" "$(out_of python-client)/tests/" ;;
  js-client) get trinodb trino-js-client v0.2.9 js-client tests/it/client.spec.ts ;;
  *) echo "usage: suites.sh python-client|js-client" >&2; exit 2 ;;
esac
