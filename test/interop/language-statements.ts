/** Rows of tpch.tiny and of values, one answer each whatever node computes which part: what varies is put in bounds. */
export interface LanguageStatement {
  readonly name: string;
  readonly sql: string;
  /** Read by tasks of both nodes; others are a single task's, on either. */
  readonly isSpread: boolean;
}

/** Calls of aggregates whose states cross between the nodes, by what the states are. */
const aggregates: Readonly<Record<string, readonly string[]>> = {
  'counts and sums': [
    'count(*)',
    'count(comment)',
    'count_if(orderkey % 3 = 0)',
    'sum(orderkey)',
    'sum(shippriority)',
    'sum(CAST(totalprice AS decimal(12,2)))',
    'sum(CAST(totalprice AS decimal(38,10)))',
    `sum(INTERVAL '1' SECOND * orderkey)`,
    `sum(INTERVAL '1' MONTH * custkey)`,
    'round(sum(totalprice), 1)',
    'sum(orderkey) FILTER (WHERE orderkey < 0)',
  ],
  averages: [
    'avg(orderkey)',
    'avg(CAST(totalprice AS decimal(12,2)))',
    'avg(CAST(totalprice AS decimal(38,10)))',
    `avg(INTERVAL '1' HOUR * orderkey)`,
    `avg(INTERVAL '1' MONTH * custkey)`,
    'round(avg(totalprice), 3)',
    'round(geometric_mean(orderkey), 3)',
  ],
  'moments and regressions': [
    'round(stddev(totalprice), 3)',
    'round(var_pop(orderkey), 1)',
    'round(kurtosis(totalprice), 6)',
    'round(corr(totalprice, custkey), 6)',
    'round(covar_pop(totalprice, custkey), 1)',
    'round(regr_slope(totalprice, custkey), 6)',
    'round(regr_intercept(CAST(totalprice AS real), CAST(custkey AS real)), -2)',
  ],
  extremes: [
    'min(orderkey)',
    'max(comment)',
    'max(orderdate)',
    'min(orderkey, 3)',
    'max(comment, 2)',
    'max(ROW(orderkey, comment))',
    'min(ARRAY[orderkey, custkey])',
    'max(CAST(orderstatus AS char(3)))',
    'min(CAST(totalprice AS decimal(30,5)))',
    'max(CAST(orderdate AS timestamp(9)))',
    `max(with_timezone(CAST(orderdate AS timestamp(6)), 'Europe/Berlin'))`,
    'max(orderkey % 2 = 0)',
    'min(CAST(comment AS varbinary))',
    'max(NULL)',
  ],
  'values by keys': [
    'min_by(orderkey, totalprice)',
    'max_by(comment, totalprice)',
    'min_by(orderkey, totalprice, 3)',
    'max_by(comment, orderkey, 2)',
    'max_by(ROW(orderkey, comment), orderkey)',
    'min_by(ARRAY[orderkey, NULL], CAST(orderkey AS decimal(30,2)))',
    'max_by(orderkey, ROW(totalprice, orderkey))',
    'max_by(CAST(orderdate AS timestamp(9)), orderkey, 2)',
    'min_by(orderkey, totalprice, 2) FILTER (WHERE orderkey < 0)',
  ],
  'truth and bits': [
    'bool_and(orderkey > 0)',
    'bool_or(orderkey > 59999)',
    'every(custkey > 3)',
    'bitwise_and_agg(orderkey)',
    'bitwise_or_agg(orderkey)',
    'checksum(comment)',
    'checksum(ROW(orderkey, ARRAY[comment]))',
  ],
  'lists and maps': [
    'array_sort(array_agg(DISTINCT orderstatus))',
    'cardinality(array_agg(ROW(orderkey, comment)))',
    'array_agg(orderkey ORDER BY orderkey DESC) FILTER (WHERE orderkey < 100)',
    `listagg(DISTINCT orderstatus, '-') WITHIN GROUP (ORDER BY orderstatus)`,
    'histogram(orderstatus)',
    'histogram(CAST(orderkey % 3 AS decimal(30,1)))',
    'map_agg(orderstatus, shippriority)',
    'cardinality(map_agg(orderkey, ROW(1, comment)))',
    'cardinality(map_union(MAP(ARRAY[orderkey], ARRAY[comment])))',
    'transform_values(multimap_agg(orderstatus, orderkey), (k, v) -> cardinality(v))',
    'reduce_agg(orderkey, 0, (a, b) -> a + b, (a, b) -> a + b)',
    'reduce_agg(totalprice, 0e0, (a, b) -> greatest(a, b), (a, b) -> greatest(a, b))',
  ],
  sketches: [
    'approx_distinct(orderstatus)',
    'approx_distinct(custkey)',
    'approx_distinct(orderkey % 2 = 0)',
    'cardinality(approx_set(custkey))',
    'CAST(approx_set(custkey) AS varbinary)',
    'cardinality(make_set_digest(custkey))',
    'hash_counts(make_set_digest(orderkey % 3))',
    'approx_most_frequent(3, orderstatus, 20)',
    'cardinality(numeric_histogram(5, orderkey))',
  ],
  'digests of distributions': [
    'approx_percentile(orderkey, 1e0)',
    'approx_percentile(totalprice, 0.5) BETWEEN 130000 AND 145000',
    'approx_percentile(CAST(totalprice AS real), 2e0, 0.5) BETWEEN 130000 AND 145000',
    'approx_percentile(totalprice, ARRAY[0e0, 1e0])',
    'approx_percentile(orderkey, 2e0, ARRAY[0e0, 1e0])',
    'approx_percentile(orderkey, 0.5) FILTER (WHERE orderkey < 0)',
    'approx_percentile(orderkey, 1, 0.5, 0.1) BETWEEN 20000 AND 40000',
    'value_at_quantile(qdigest_agg(orderkey), 0.5) BETWEEN 28000 AND 32000',
    'value_at_quantile(qdigest_agg(totalprice, 2, 0.02), 0.5) BETWEEN 130000 AND 145000',
    "quantile_at_value(qdigest_agg(CAST(totalprice AS real)), REAL '150000') BETWEEN 0.5 AND 0.6",
    'value_at_quantile(tdigest_agg(totalprice), 0.5) BETWEEN 130000 AND 145000',
    'values_at_quantiles(tdigest_agg(totalprice, 2e0), ARRAY[0e0, 1e0])',
  ],
};

const groupings = ['GROUP BY orderpriority', 'GROUP BY ROLLUP (orderpriority)', ''] as const;

const spread: Readonly<Record<string, string>> = {
  'digests merged from groups': `SELECT value_at_quantile(merge(q), 0.5e0) BETWEEN 28000 AND 32000, cardinality(merge(h)), value_at_quantile(merge(t), 1e0)
    FROM (SELECT orderpriority, qdigest_agg(orderkey) q, approx_set(custkey) h, tdigest_agg(orderkey) t FROM orders GROUP BY 1)`,
  'distinct and plain aggregates': `SELECT orderpriority, count(DISTINCT custkey), sum(DISTINCT shippriority), count(DISTINCT orderstatus), count(*) FROM orders GROUP BY 1`,
  'grouping sets': `SELECT orderpriority, orderstatus, count(*), grouping(orderpriority, orderstatus) FROM orders
    GROUP BY GROUPING SETS ((orderpriority), (orderstatus), (orderpriority, orderstatus), ())`,
  'SQL/JSON': `SELECT name, JSON_VALUE('{"a":' || CAST(nationkey AS varchar) || '}', 'lax $.a' RETURNING bigint DEFAULT 7 ON EMPTY ERROR ON ERROR),
    JSON_QUERY('{"a":["' || name || '",2]}', 'lax $.a[*]' WITH WRAPPER), JSON_EXISTS('{"d":"' || name || '"}', 'lax $?(@.d starts with $x)' PASSING substr(name, 1, 1) AS "x"),
    JSON_OBJECT('k' : name, KEY comment VALUE JSON_ARRAY(nationkey, NULL NULL ON NULL) FORMAT JSON), JSON_OBJECT('k' : name WITH UNIQUE KEYS),
    JSON_VALUE('{"a":"' || name || '"}', 'strict $.a.size()' RETURNING integer) FROM nation`,
  'casts of JSON': `SELECT CAST(json_parse('{"a":' || CAST(nationkey AS varchar) || '}') AS map(varchar, bigint)), CAST(ROW(nationkey, name) AS json),
    json_extract(CAST(MAP(ARRAY['a'], ARRAY[name]) AS json), '$.a'), json_extract_scalar('{"a":"' || name || '"}', '$.a') FROM nation`,
  lambdas: `SELECT transform(ARRAY[nationkey, regionkey], x -> x + nationkey), filter(ARRAY[nationkey, NULL], x -> x > regionkey),
    reduce(ARRAY[nationkey, regionkey], 0, (s, x) -> s + x, s -> s * 2), transform_keys(MAP(ARRAY[name], ARRAY[nationkey]), (k, v) -> v * 2e0),
    zip_with(ARRAY[name], ARRAY[nationkey, 2], (a, b) -> ROW(a, b)), any_match(ARRAY[nationkey], x -> x = 3),
    transform(ARRAY[name], x -> transform(ARRAY[nationkey], y -> x || CAST(y + regionkey AS varchar))), regexp_replace(name, '(\\w)(\\w*)', m -> m[1] || lower(m[2])) FROM nation`,
  'a function with a loop': `WITH FUNCTION fib(n bigint) RETURNS bigint BEGIN DECLARE a, b, t bigint DEFAULT 1; SET a = 0; WHILE n > 0 DO SET t = a + b; SET a = b; SET b = t;
    SET n = n - 1; END WHILE; RETURN a; END SELECT fib(nationkey), count(*) FROM nation GROUP BY 1`,
  'functions in functions': `WITH FUNCTION f(x varchar) RETURNS varchar BEGIN IF x LIKE 'A%' THEN RETURN lower(x); END IF; CASE length(x) WHEN 5 THEN RETURN 'five'; ELSE RETURN upper(substr(x, 1, 2)); END CASE; RETURN 'none'; END,
    FUNCTION g(a array(bigint)) RETURNS bigint RETURN a[1] * 2 + cardinality(a) SELECT f(name), g(ARRAY[nationkey, regionkey]) FROM nation`,
  'window functions': `SELECT orderkey, row_number() OVER w, rank() OVER (PARTITION BY custkey ORDER BY orderdate), ntile(3) OVER w, lag(comment, 2, 'none') OVER w, lead(orderdate) IGNORE NULLS OVER w,
    first_value(totalprice) OVER w, nth_value(orderkey, 2) OVER w, percent_rank() OVER w FROM orders WHERE custkey < 200 WINDOW w AS (PARTITION BY custkey ORDER BY orderkey)`,
  frames: `SELECT orderkey, sum(orderkey) OVER (PARTITION BY custkey ORDER BY orderkey ROWS BETWEEN 2 PRECEDING AND 1 FOLLOWING),
    count(*) OVER (PARTITION BY custkey ORDER BY orderdate RANGE BETWEEN INTERVAL '30' DAY PRECEDING AND CURRENT ROW),
    max_by(orderkey, totalprice) OVER (PARTITION BY custkey ORDER BY orderstatus GROUPS BETWEEN 1 PRECEDING AND UNBOUNDED FOLLOWING),
    count_if(orderstatus = 'F') OVER (PARTITION BY custkey), array_agg(orderkey) OVER (PARTITION BY custkey ORDER BY orderkey ROWS 2 PRECEDING) FROM orders WHERE custkey < 200`,
  'the first rows of each group':
    'SELECT * FROM (SELECT orderkey, row_number() OVER (PARTITION BY custkey ORDER BY totalprice, orderkey) r FROM orders) WHERE r <= 2',
  'the first ranks of each group':
    'SELECT * FROM (SELECT custkey, rank() OVER (PARTITION BY orderstatus ORDER BY orderdate) r FROM orders) WHERE r <= 3',
  'rows with ties': 'SELECT custkey FROM orders ORDER BY custkey OFFSET 5 ROWS FETCH FIRST 40 ROWS WITH TIES',
  'a match of rows': `SELECT * FROM orders MATCH_RECOGNIZE (PARTITION BY custkey ORDER BY orderdate, orderkey MEASURES A.totalprice AS a, LAST(B.totalprice) AS b, count(B.*) AS c,
    CLASSIFIER() AS cl, MATCH_NUMBER() AS mn ONE ROW PER MATCH AFTER MATCH SKIP PAST LAST ROW PATTERN (A B+) DEFINE B AS B.totalprice < PREV(B.totalprice))`,
  'functions over the matched rows of a window': `SELECT orderkey, count(*) OVER w, sum(totalprice) OVER w, first_value(orderdate) OVER w, rank() OVER w FROM orders WINDOW w AS
    (PARTITION BY custkey ORDER BY orderdate, orderkey ROWS BETWEEN CURRENT ROW AND 4 FOLLOWING AFTER MATCH SKIP TO NEXT ROW SEEK PATTERN (A B+) DEFINE B AS totalprice > PREV(totalprice))`,
  'measures of windows': `SELECT orderkey, c OVER w, s OVER w, l OVER w, n OVER w, max(orderkey) OVER w FROM orders WINDOW w AS (PARTITION BY custkey ORDER BY orderdate, orderkey
    MEASURES CLASSIFIER() AS c, sum(U.totalprice) AS s, LAST(A.orderkey, 1) AS l, NEXT(FIRST(B.orderkey)) AS n ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING
    AFTER MATCH SKIP TO LAST B PATTERN (A+ B{1,2} C?) SUBSET U = (A, C) DEFINE B AS totalprice < LAST(A.totalprice), C AS count(*) > 3)`,
  'all rows of matches': `SELECT custkey, orderkey, cl, s FROM orders MATCH_RECOGNIZE (PARTITION BY custkey ORDER BY orderdate, orderkey MEASURES RUNNING sum(orderkey) AS s, CLASSIFIER() AS cl
    ALL ROWS PER MATCH WITH UNMATCHED ROWS AFTER MATCH SKIP TO NEXT ROW PATTERN (A B* C?) SUBSET U = (A, B)
    DEFINE B AS B.totalprice < PREV(B.totalprice), C AS C.orderstatus = 'F' AND avg(U.totalprice) > 10000) WHERE custkey < 100`,
  'a table function of rows':
    'SELECT * FROM TABLE(exclude_columns(TABLE(orders), DESCRIPTOR(comment, clerk))) WHERE orderkey < 100',
  'a sample of all and of none':
    'SELECT (SELECT count(*) FROM orders TABLESAMPLE BERNOULLI (100)), (SELECT count(*) FROM orders TABLESAMPLE SYSTEM (0))',
  'a sample of some': 'SELECT count(*) BETWEEN 6000 AND 9000 FROM orders TABLESAMPLE BERNOULLI (50)',
  'UNNEST of several':
    'SELECT nationkey, u.* FROM nation, UNNEST(ARRAY[name, comment], MAP(ARRAY[1], ARRAY[regionkey]), ARRAY[ROW(nationkey, name)]) WITH ORDINALITY AS u(a, k, v, x, y, o)',
  'correlated subqueries': `SELECT r.name, x.c, (SELECT max(n.name) FROM nation n WHERE n.regionkey = r.regionkey), EXISTS (SELECT 1 FROM nation n WHERE n.regionkey = r.regionkey AND n.nationkey > 20)
    FROM region r, LATERAL (SELECT count(*) c FROM nation n WHERE n.regionkey = r.regionkey AND n.nationkey > 5) x`,
  'set operations that count':
    'SELECT regionkey FROM nation INTERSECT ALL SELECT regionkey FROM (SELECT regionkey FROM region UNION ALL SELECT 1) EXCEPT ALL SELECT 3',
  'groups of unusual types': `SELECT a, b, c, d, e, f, g, count(*) FROM (SELECT CAST(CAST(nationkey % 3 AS varchar) || '.0.0.1' AS ipaddress) a,
    CAST('00000000-0000-0000-0000-00000000000' || CAST(nationkey % 3 AS varchar) AS uuid) b, TIMESTAMP '2020-01-01 00:00:00.123456789' + nationkey % 3 * INTERVAL '1' DAY c,
    TIME '01:02:03.123456789+02:00' + nationkey % 3 * INTERVAL '1' HOUR d, nationkey % 3 * INTERVAL '1' MONTH e, ARRAY[ROW(nationkey % 3, name LIKE 'A%')] f,
    CAST(nationkey % 3 AS decimal(30, 2)) g FROM nation) GROUP BY 1, 2, 3, 4, 5, 6, 7`,
  'groups of instants in zones': `SELECT count(*), min(at_timezone(x, 'UTC')) FROM (SELECT with_timezone(TIMESTAMP '2020-01-01 00:00:00.123456789', IF(nationkey % 2 = 0, 'UTC', 'Europe/Berlin')) x FROM nation) GROUP BY x`,
  'joins on unusual types': `SELECT a.name, b.name FROM nation a JOIN nation b ON ROW(a.nationkey, CAST(a.regionkey AS decimal(30,0))) = ROW(b.regionkey, CAST(b.regionkey AS decimal(30,0)))`,
  'colors and formats': `SELECT color('red'), bar(nationkey / 25e0, 5), format('%s %d %08.2f', name, nationkey, nationkey * 1.5e0), to_hex(sha256(to_utf8(name))) FROM nation`,
  'errors caught':
    'SELECT nationkey, TRY(10 / (nationkey - 3)), TRY_CAST(name AS integer), TRY(CAST(name AS date)) FROM nation',
};

const single: Readonly<Record<string, string>> = {
  'a table function': 'SELECT count(*), sum(sequential_number) FROM TABLE(sequence(1, 1000000, 3))',
  'a table function, joined':
    'SELECT n, name FROM TABLE(sequence(1, 100, 7)) t(n) JOIN nation ON nationkey = n',
  recursion:
    'WITH RECURSIVE t(n) AS (VALUES 1 UNION ALL SELECT n + 1 FROM t WHERE n < 5) SELECT n, name FROM t JOIN nation ON n = nationkey',
  'values of rows': `SELECT a, b, c, d, e FROM (VALUES (1, 'a', 1.5, ARRAY[1], ROW(1, DATE '2020-01-01')), (2, NULL, 2.5, NULL, ROW(NULL, NULL))) t(a, b, c, d, e)`,
};

/** What one coordinator must be able to hand to another's worker, and what workers must agree on between them. */
export const languageStatements: readonly LanguageStatement[] = [
  ...Object.entries(aggregates).flatMap(([name, calls]) =>
    groupings.map((grouping) => ({
      name: `aggregates: ${name} ${grouping}`.trimEnd(),
      sql: `SELECT ${grouping === '' ? '' : 'orderpriority, '}${calls.join(', ')} FROM orders ${grouping}`,
      isSpread: true,
    })),
  ),
  ...Object.entries(spread).map(([name, sql]) => ({ name, sql, isSpread: true })),
  ...Object.entries(single).map(([name, sql]) => ({ name, sql, isSpread: false })),
];

/** Statements that fail where a node computes them: the error's name and message are stock's. */
export const failingStatements: readonly string[] = [
  'SELECT 1 / (nationkey - nationkey) FROM nation',
  'SELECT (SELECT nationkey FROM nation)',
  `SELECT fail('x') FROM nation`,
  `SELECT nationkey + 9223372036854775807 FROM nation WHERE nationkey = 1`,
  'SELECT ARRAY[1, 2][nationkey] FROM nation WHERE nationkey = 3',
  `SELECT JSON_VALUE('{"a":' || CAST(nationkey AS varchar) || '}', 'strict $.b' ERROR ON ERROR) FROM nation`,
];
