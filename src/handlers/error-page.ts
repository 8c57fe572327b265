import { STATUS_CODES } from 'node:http';

/**
 * The web server's HTML page for an answer without an entity, as clients of Trino know it.
 * @param status HTTP status @param uri path of the request, without the query
 */
export function errorPage(status: number, uri: string): string {
  const reason = STATUS_CODES[status] ?? '';
  const escaped = uri.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return `<html>
<head>
<meta http-equiv="Content-Type" content="text/html;charset=ISO-8859-1"/>
<title>Error ${status} ${reason}</title>
</head>
<body><h2>HTTP ERROR ${status} ${reason}</h2>
<table>
<tr><th>URI:</th><td>${escaped}</td></tr>
<tr><th>STATUS:</th><td>${status}</td></tr>
<tr><th>MESSAGE:</th><td>${reason}</td></tr>
</table>

</body>
</html>
`;
}
