#!/usr/bin/env bash
# trino-js-client (npm trino-client): the project's own integration tests plus extra-cases.js, with jest, against a running server.
NAME=js-client; . "$(dirname "$0")/../lib/common.sh" "$@"
"$HERE/../suites.sh" js-client || finish 0 1 0
cd "$WORK"
if [ ! -f .ready ]; then
  echo '{"private":true}' > package.json
  npm i --no-audit --no-fund trino-client@0.2.9 jest@30.0.5 ts-jest@29.4.0 typescript@5.9.3 @types/node@24 @types/jest@30.0.0 > "$LOG/npm.log" 2>&1 || { tail -3 "$LOG/npm.log"; finish 0 1 0; }
  touch .ready
fi
mkdir -p t; cp "$HERE/extra-cases.js" t/extra.spec.ts
sed -e "s#'../../src'#'trino-client'#" -e 's/tpcds/tpch/g' -e 's/web_sales/orders/g' \
    -e 's/Trino\.create({/Trino.create({server: process.env.TRINO_SERVER, /' "$CLIENTS_TMP/suites/js-client/tests/it/client.spec.ts" > t/client.spec.ts
echo '{"compilerOptions":{"target":"es2022","module":"commonjs","esModuleInterop":true,"skipLibCheck":true,"isolatedModules":true,"strict":true}}' > tsconfig.json
echo 'module.exports={preset:"ts-jest",testEnvironment:"node",roots:["<rootDir>/t"],testTimeout:60000,maxWorkers:1,transform:{"\\.ts$":["ts-jest",{diagnostics:false}]}}' > jest.config.js
skip=$(grep -v '^#' "$HERE/deselect.txt" | grep . | cut -d'#' -f1 | sed 's/ *$//' | paste -sd'|')
TRINO_SERVER=$SERVER timeout 230 npx jest --ci --json --outputFile="$LOG/result.json" ${skip:+--testNamePattern "^(?!.*($skip)).*$"} > "$LOG/test.log" 2>&1
grep -E '^ +● ' "$LOG/test.log" | sort -u
read -r p f s < <(node -e 'const r=require(process.argv[1]);console.log(r.numPassedTests,r.numFailedTests+r.numRuntimeErrorTestSuites,r.numPendingTests)' "$LOG/result.json" || echo 0 1 0)
rm -f "$LOG/result.json"
finish "$p" "$f" "$s"
