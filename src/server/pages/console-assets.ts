/** The console's own files, small enough to be texts of the program. They ask `/ui/api` and load nothing from elsewhere. */

const page = (title: string, body: string, script: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<link rel="stylesheet" href="/ui/assets/console.css">
</head>
<body>
${body}
<script src="/ui/assets/${script}"></script>
</body>
</html>
`;

export const loginPage = page(
  'Log in · leveret',
  `<main class="login">
<h1>leveret</h1>
<form method="post" action="/ui/login">
<label>User <input name="username" autocomplete="username" autofocus required></label>
<input type="hidden" name="password" value="">
<input type="hidden" name="redirectPath" id="redirect">
<button>Log in</button>
</form>
<p>No password is asked for: this server takes every user at their word.</p>
</main>`,
  'login.js',
);

export const loginScript = `document.getElementById('redirect').value = decodeURIComponent(location.search.slice(1));
`;

export const queriesPage = page(
  'Queries · leveret',
  `<header><h1>leveret</h1><p id="cluster"></p><a href="/ui/logout">Log out</a></header>
<main>
<p id="problem" role="alert"></p>
<table>
<thead><tr><th>Query</th><th>State</th><th>User</th><th>Source</th><th>Elapsed</th><th>Statement</th></tr></thead>
<tbody id="queries"></tbody>
</table>
</main>`,
  'queries.js',
);

export const queriesScript = `const text = (value) => document.createTextNode(value ?? '');
const cell = (child) => { const td = document.createElement('td'); td.append(child); return td; };
async function ask(path) {
  const response = await fetch(path);
  if (response.status === 401) location.href = '/ui/login.html';
  if (!response.ok) throw new Error(path + ' answered ' + response.status);
  return response.json();
}
function row(query) {
  const link = document.createElement('a');
  link.href = '/ui/query.html?' + query.queryId;
  link.append(text(query.queryId));
  const tr = document.createElement('tr');
  tr.className = query.state.toLowerCase();
  const cells = [query.errorCode?.name ?? query.state, query.sessionUser, query.sessionSource, query.queryStats.elapsedTime, query.queryTextPreview];
  tr.append(cell(link), ...cells.map((value) => cell(text(value))));
  return tr;
}
async function refresh() {
  try {
    const [cluster, stats, queries] = await Promise.all([ask('/ui/api/cluster'), ask('/ui/api/stats'), ask('/ui/api/query')]);
    document.getElementById('cluster').textContent = cluster.environment + ' · up ' + cluster.uptime + ' · ' + stats.activeWorkers
      + ' workers · ' + stats.runningQueries + ' running · ' + stats.queuedQueries + ' queued';
    queries.sort((a, b) => b.queryStats.createTime.localeCompare(a.queryStats.createTime));
    document.getElementById('queries').replaceChildren(...queries.map(row));
    document.getElementById('problem').textContent = queries.length === 0 ? 'No query has been sent yet.' : '';
  } catch (error) {
    document.getElementById('problem').textContent = String(error.message ?? error);
  }
  setTimeout(refresh, 1000);
}
void refresh();
`;

export const queryPage = page(
  'Query · leveret',
  `<header><h1><a href="/ui/">leveret</a></h1><p id="state"></p><a href="/ui/logout">Log out</a></header>
<main>
<p id="problem" role="alert"></p>
<pre id="statement"></pre>
<dl id="facts"></dl>
<details><summary>Everything about it</summary><pre id="json"></pre></details>
</main>`,
  'query.js',
);

export const queryScript = `const id = location.search.slice(1);
const put = (name, value) => { document.getElementById(name).textContent = value; };
function fact(name, value) {
  const dt = document.createElement('dt');
  const dd = document.createElement('dd');
  dt.textContent = name;
  dd.textContent = value ?? '';
  return [dt, dd];
}
async function refresh() {
  const response = await fetch('/ui/api/query/' + encodeURIComponent(id));
  if (response.status === 401) { location.href = '/ui/login.html?/ui/query.html?' + id; return; }
  if (!response.ok) { put('problem', 'There is no query ' + id + ', or it is forgotten.'); return; }
  const info = await response.json();
  put('state', info.queryId + ' · ' + info.state);
  put('statement', info.query);
  put('problem', info.failureInfo?.message ?? '');
  const stats = info.queryStats;
  document.getElementById('facts').replaceChildren(
    ...fact('User', info.session.user), ...fact('Created', stats.createTime), ...fact('Elapsed', stats.elapsedTime),
    ...fact('CPU', stats.totalCpuTime), ...fact('Rows read', stats.rawInputPositions), ...fact('Rows out', stats.outputPositions),
    ...fact('Peak memory', stats.peakTotalMemoryReservation), ...fact('Tasks', stats.completedTasks + ' of ' + stats.totalTasks));
  put('json', JSON.stringify(info, null, 2));
  if (!info.finalQueryInfo) setTimeout(refresh, 1000);
}
void refresh();
`;

export const styleSheet = `:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { margin: 0; }
header { display: flex; gap: 1.5rem; align-items: baseline; padding: .5rem 1.5rem; border-bottom: 1px solid #8886; }
header h1 { font-size: 1.2rem; margin: 0; }
header p { flex: 1; margin: 0; }
header a { color: inherit; }
main { padding: 1rem 1.5rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .25rem .75rem .25rem 0; vertical-align: top; border-bottom: 1px solid #8883; }
td:last-child { font-family: ui-monospace, monospace; white-space: pre-wrap; word-break: break-word; }
.failed td:nth-child(2), #problem { color: #c33; }
pre { white-space: pre-wrap; word-break: break-word; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; }
dt { font-weight: 600; } dd { margin: 0; }
.login { max-width: 22rem; margin: 15vh auto; }
form { display: flex; gap: .5rem; align-items: end; }
`;
