#!/usr/bin/env bash
# The stock Trino CLI (476): every --output-format in batch, statements of each kind, options, errors, and the interactive
# prompt under tmux. Answers are compared with expected/ (recorded from a stock Trino 435 by run.sh SERVER --record).
NAME=cli; . "$(dirname "$0")/../lib/common.sh" "$@"
. "$LIB/jars.sh"; jar=$(client_jar trino-cli 476 executable) || finish 0 1 0
record=0; [ "${2:-}" = --record ] && record=1 && { [ -n "${ONLY:-}" ] || rm -f "$HERE/expected/"*; }
mkdir -p "$HERE/expected"; P=0; F=0
export TERM=xterm TZ=America/Bahia_Banderas
S=cli_$(date +%s)
# One JVM flag set that starts fast.
trino() { java -Xshare:auto -XX:TieredStopAtLevel=1 -Xmx256m -jar "$jar" --server "$SERVER" --user test --timezone America/Bahia_Banderas --history-file "$WORK/history" --no-progress "$@"; }
clean() { grep -v -E 'org.jline|dumb terminal|^WARNING|jline' | sed -E "s/[0-9]{8}_[0-9]{6}_[0-9]{5}_[a-z0-9]{5}/QID/g; s/$S/\$S/g; s#$HOST:$PORT#HOST:PORT#g; s/(Expecting|Expected): .*/\1: */; s/varchar\([0-9]+\)/varchar(n)/g"; }
cmp() { # NAME TEXT
  local f="$HERE/expected/$1.txt"
  if [ $record = 1 ]; then printf '%s\n' "$2" > "$f"; P=$((P+1)); return; fi
  if [ "$(cat "$f" 2>/dev/null)" = "$2" ]; then P=$((P+1)); else F=$((F+1)); echo "FAIL $1"; diff <(cat "$f" 2>/dev/null) <(echo "$2") | head -6; fi
}
b() { local n=$1; shift; [[ -n "${ONLY:-}" && ! $n =~ ${ONLY:-} ]] && return; local out; out=$(trino "$@" 2>&1; echo "rc=$?"); cmp "$n" "$(clean <<< "$out")"; }
file=$WORK/batch.sql; sed 's/$/;/' "$HERE/batch.sql" > "$file"
for f in ALIGNED VERTICAL TSV TSV_HEADER CSV CSV_HEADER CSV_UNQUOTED CSV_HEADER_UNQUOTED JSON AUTO MARKDOWN NULL; do b "format-$f" --output-format "$f" --file "$file"; done
b use-and-show --catalog tpch --schema tiny --output-format CSV --execute "show tables; use sf1; select current_schema; use memory.default; select current_catalog; describe tpch.tiny.nation; show columns from tpch.tiny.region; show create table tpch.tiny.nation; show schemas from tpch like 't%'; show catalogs like 'tp%'; show stats for tpch.tiny.region"
b session --session query_max_run_time=9m --output-format TSV --execute "show session like 'query_max_run_time'; set session query_priority = 4; show session like 'query_priority'; reset session query_priority; show session like 'query_priority'"
b options --source src --client-info ci --client-tags a,b --trace-token tt --extra-credential k=v --client-request-timeout 1m --execute "select current_user"
b session-user --session-user alice --execute "select current_user"
b url-catalog --catalog tpch --schema tiny --execute "select count(*) from orders"
b path-role --path tpch.tiny --execute "select current_path; set role none; set role all; set path tpch.sf1; select current_path"
b time-zone --execute "select current_timezone(); set time zone 'Asia/Tokyo'; select current_timezone()"
b prepare --catalog tpch --schema tiny --execute "prepare p from select name from nation where nationkey = ?; execute p using 3; describe input p; describe output p; deallocate prepare p; execute immediate 'select ?' using 5"
b transaction --catalog tpch --schema tiny --execute "start transaction read only; select count(*) from nation; commit; start transaction isolation level serializable; rollback"
b ddl --catalog memory --output-format ALIGNED --execute "create schema memory.$S; create table memory.$S.t as select * from tpch.tiny.nation; insert into memory.$S.t select * from tpch.tiny.nation where nationkey < 3; select count(*) from memory.$S.t; create view memory.$S.v as select name from memory.$S.t; show create view memory.$S.v; comment on table memory.$S.t is 'c'; alter table memory.$S.t rename to memory.$S.t2; drop view memory.$S.v; drop table memory.$S.t2; drop schema memory.$S"
b explain-validate --execute "explain (type validate) select 1"
b explain-io --execute "explain (type io) select name from tpch.tiny.nation"
b error-syntax --execute "selct 1"
b error-column --execute "select nope from tpch.tiny.nation"
b error-stops --execute "select 1; select 1/0; select 2"
b error-ignore --ignore-errors --execute "select 1; select * from tpch.tiny.nope; select 2"
b error-debug-name --execute "select * from nope.a.b"
# 20,000 rows: their digest is kept, not the rows.
if [[ -z "${ONLY:-}" || many-rows =~ $ONLY ]]; then cmp many-rows "$(trino --output-format CSV_UNQUOTED --execute "select orderkey, linenumber, shipdate from tpch.tiny.lineitem order by 1, 2 limit 20000" 2> /dev/null | sha256sum | cut -d" " -f1)"; fi
b no-compression --disable-compression --execute "select count(*) from tpch.tiny.orders"
b encoding --encoding json --execute "select count(*) from tpch.tiny.orders"
out=$(echo "select 7; select 8" | trino 2>&1; echo "rc=$?"); cmp stdin "$(clean <<< "$out")"
# --progress and --no-progress exclude each other: not through trino().
out=$(java -Xmx256m -jar "$jar" --server "$SERVER" --user test --catalog tpch --schema tiny --progress --execute "select count(*) from lineitem" 2>&1); if grep -q '60175' <<< "$out"; then P=$((P+1)); else F=$((F+1)); echo "FAIL progress: $(tail -2 <<< "$out")"; fi
# Interactive, under tmux.
if command -v tmux > /dev/null; then
  T="tmux -L harness-$$"; rm -f "$WORK/history"
  $T new-session -d -x 160 -y 60 "TERM=xterm TRINO_PAGER= java -Xmx256m -jar $jar --server $SERVER --user test --catalog tpch --schema tiny --history-file $WORK/history --pager ''"
  wait_for() { for _ in $(seq 1 "${2:-120}"); do $T capture-pane -p -S -200 2>/dev/null | grep -qE "$1" && return 0; sleep 0.25; done; return 1; }
  pane() { $T capture-pane -p -S -200 | clean; }
  # The interactive checks are never recorded: each must hold.
  t() { if "${@:2}"; then P=$((P+1)); else F=$((F+1)); echo "FAIL tmux-$1: $(pane | grep -v '^ *$' | tail -4 | cut -c1-150)"; fi; }
  # tmux takes a ; at the end of an argument for its own separator: send it escaped.
  send() { case $1 in *';') $T send-keys -l -- "${1%;}\\;" ;; *) $T send-keys -l -- "$1" ;; esac; $T send-keys Enter; }
  t prompt wait_for '^trino:tiny>'
  send 'select count(*) n from nation;'; t select wait_for '^ *25 *$'
  t finished wait_for 'Query [0-9_a-z]+, FINISHED, [0-9]+ nodes?'
  t splits wait_for 'Splits: [0-9]+ total, [0-9]+ done'
  send 'use sf1;'; t use wait_for '^trino:sf1>'
  send 'select name'; send "from region where regionkey = 1;"; t multi-line wait_for '^ AMERICA'
  send 'show tables;'; t show-tables wait_for '^ supplier'
  send 'selct;'; t syntax-error wait_for "mismatched input 'selct'"
  send 'select count(*) from tpch.sf1000.lineitem a, tpch.sf1000.lineitem b;'; t running wait_for 'RUNNING|QUEUED|PLANNING'
  sleep 2; $T send-keys C-c; t cancel wait_for 'Query aborted by user|USER_CANCEL|Query was canceled' 60
  t server-cancelled bash -c "sleep 1; python3 '$LIB/query.py' '$SERVER' \"select count(*) from system.runtime.queries where state = 'RUNNING' and source = 'trino-cli' and query like '%sf1000.lineitem b%'\" | grep -qx 0"
  send "select 'after';"; t after-cancel wait_for '^ after'
  send 'history;'; t history wait_for 'show tables'
  send 'help;'; t help wait_for 'Supported commands|EXPLAIN'
  send 'start transaction;'; sleep 1; send 'select 5;'; t transaction wait_for '^ +5'
  send 'rollback;'; t rollback wait_for 'ROLLBACK'
  $T send-keys -l 'select nat'; sleep 0.5; $T send-keys Tab; sleep 1.5; $T send-keys C-c; t tab-completion wait_for 'nat'
  # A menu of completions may swallow the first key: leave the line first, and ask twice.
  sleep 1; $T send-keys C-c; sleep 1; $T send-keys Enter; sleep 1
  for _ in 1 2; do $T has-session 2>/dev/null || break; send 'quit;'; for _ in 1 2 3 4 5 6 7 8; do sleep 0.5; $T has-session 2>/dev/null || break; done; done
  if $T has-session 2>/dev/null; then t quit false; $T kill-server; else P=$((P+1)); fi
  t history-file grep -q 'show tables' "$WORK/history"
fi
finish $P $F 0
