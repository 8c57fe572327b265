/**
 * The 22 TPC-H queries in the column names of Trino's tpch connector. Literals are drawn as the specification's substitution
 * parameters say (TPC-H 3.0.1, 2.4), so that each run asks something else.
 */
export interface TpchQuery {
  /** 1 to 22. */
  readonly number: number;
  /** Tables are unqualified: the session, or DuckDB's search path, says where they are. */
  readonly sql: string;
  /** Columns by which the rows are ordered; rows that are equal in them may come in any order. */
  readonly orderBy: readonly number[];
}

/** Yields [0, 1), the same sequence for the same seed. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  // Weyl sequence with a mixing step: short, and good enough to choose literals.
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 4294967296;
  };
}

const typeSyllables = [
  ['STANDARD', 'SMALL', 'MEDIUM', 'LARGE', 'ECONOMY', 'PROMO'],
  ['ANODIZED', 'BURNISHED', 'PLATED', 'POLISHED', 'BRUSHED'],
  ['TIN', 'NICKEL', 'BRASS', 'STEEL', 'COPPER'],
] as const;
const containerSyllables = [
  ['SM', 'LG', 'MED', 'JUMBO', 'WRAP'],
  ['CASE', 'BOX', 'BAG', 'JAR', 'PKG', 'PACK', 'CAN', 'DRUM'],
] as const;
const segments = ['AUTOMOBILE', 'BUILDING', 'FURNITURE', 'MACHINERY', 'HOUSEHOLD'] as const;
const modes = ['REG AIR', 'AIR', 'RAIL', 'SHIP', 'TRUCK', 'MAIL', 'FOB'] as const;
const colours = [
  'almond',
  'blue',
  'chiffon',
  'drab',
  'forest',
  'green',
  'honeydew',
  'ivory',
  'lace',
  'navy',
  'orchid',
  'plum',
  'rose',
  'sky',
  'tan',
  'wheat',
] as const;
const nations: Readonly<Record<string, readonly string[]>> = {
  AFRICA: ['ALGERIA', 'ETHIOPIA', 'KENYA', 'MOROCCO', 'MOZAMBIQUE'],
  AMERICA: ['ARGENTINA', 'BRAZIL', 'CANADA', 'PERU', 'UNITED STATES'],
  ASIA: ['CHINA', 'INDIA', 'INDONESIA', 'JAPAN', 'VIETNAM'],
  EUROPE: ['FRANCE', 'GERMANY', 'ROMANIA', 'RUSSIA', 'UNITED KINGDOM'],
  'MIDDLE EAST': ['EGYPT', 'IRAN', 'IRAQ', 'JORDAN', 'SAUDI ARABIA'],
};

/** The queries with literals drawn from `random`. */
export function tpchQueries(random: () => number): readonly TpchQuery[] {
  const whole = (low: number, high: number): number => low + Math.floor(random() * (high - low + 1));
  const one = <T>(items: readonly T[]): T => items[whole(0, items.length - 1)] as T;
  const several = <T>(items: readonly T[], count: number): T[] => {
    const left = [...items];
    return Array.from({ length: count }, () => left.splice(whole(0, left.length - 1), 1)[0] as T);
  };
  const list = (items: readonly (string | number)[]): string =>
    items.map((item) => (typeof item === 'number' ? String(item) : `'${item}'`)).join(', ');
  const month = (year: number, number: number): string => `${year}-${String(number).padStart(2, '0')}-01`;
  const region = (): string => one(Object.keys(nations));
  const nation = (): string => one(Object.values(nations).flat());
  const brand = (): string => `Brand#${whole(1, 5)}${whole(1, 5)}`;
  const partType = (): string => typeSyllables.map((syllables) => one(syllables)).join(' ');
  const container = (): string => containerSyllables.map((syllables) => one(syllables)).join(' ');
  const query = (number: number, orderBy: readonly number[], sql: string): TpchQuery => ({
    number,
    orderBy,
    sql: sql.replaceAll(/\s+/g, ' ').trim(),
  });

  const europe = region();
  const revenueDate = month(1993 + whole(0, 4), 1);
  const [nation1, nation2] = several(Object.values(nations).flat(), 2) as [string, string];
  const nation8 = nation();
  const region8 = Object.keys(nations).find((name) => nations[name]?.includes(nation8)) ?? '';
  const nation11 = nation();
  const discount = whole(2, 8);
  const middle = month(1995, 3).replace(/01$/, String(whole(10, 31)));
  const date15 = month(1993 + whole(0, 4), whole(1, 10));
  const countries = list(
    several(
      Array.from({ length: 25 }, (_, i) => String(i + 10)),
      7,
    ),
  );
  const quantities = [whole(1, 10), whole(10, 20), whole(20, 30)] as const;

  return [
    query(
      1,
      [0, 1],
      `
      SELECT returnflag, linestatus, sum(quantity) AS sum_qty, sum(extendedprice) AS sum_base_price,
        sum(extendedprice * (1 - discount)) AS sum_disc_price, sum(extendedprice * (1 - discount) * (1 + tax)) AS sum_charge,
        avg(quantity) AS avg_qty, avg(extendedprice) AS avg_price, avg(discount) AS avg_disc, count(*) AS count_order
      FROM lineitem WHERE shipdate <= DATE '1998-12-01' - INTERVAL '${whole(60, 120)}' DAY
      GROUP BY returnflag, linestatus ORDER BY returnflag, linestatus`,
    ),
    query(
      2,
      [0, 2, 1, 3],
      `
      SELECT s.acctbal, s.name, n.name, p.partkey, p.mfgr, s.address, s.phone, s.comment
      FROM part p, supplier s, partsupp ps, nation n, region r
      WHERE p.partkey = ps.partkey AND s.suppkey = ps.suppkey AND p.size = ${whole(1, 50)} AND p.type LIKE '%${one(typeSyllables[2])}'
        AND s.nationkey = n.nationkey AND n.regionkey = r.regionkey AND r.name = '${europe}'
        AND ps.supplycost = (SELECT min(ps.supplycost) FROM partsupp ps, supplier s, nation n, region r
          WHERE p.partkey = ps.partkey AND s.suppkey = ps.suppkey AND s.nationkey = n.nationkey
            AND n.regionkey = r.regionkey AND r.name = '${europe}')
      ORDER BY s.acctbal DESC, n.name, s.name, p.partkey LIMIT 100`,
    ),
    query(
      3,
      [1, 2],
      `
      SELECT l.orderkey, sum(l.extendedprice * (1 - l.discount)) AS revenue, o.orderdate, o.shippriority
      FROM customer c, orders o, lineitem l
      WHERE c.mktsegment = '${one(segments)}' AND c.custkey = o.custkey AND l.orderkey = o.orderkey
        AND o.orderdate < DATE '${middle}' AND l.shipdate > DATE '${middle}'
      GROUP BY l.orderkey, o.orderdate, o.shippriority ORDER BY revenue DESC, o.orderdate LIMIT 10`,
    ),
    query(
      4,
      [0],
      `
      SELECT o.orderpriority, count(*) AS order_count FROM orders o
      WHERE o.orderdate >= DATE '${date15}' AND o.orderdate < DATE '${date15}' + INTERVAL '3' MONTH
        AND EXISTS (SELECT * FROM lineitem l WHERE l.orderkey = o.orderkey AND l.commitdate < l.receiptdate)
      GROUP BY o.orderpriority ORDER BY o.orderpriority`,
    ),
    query(
      5,
      [1],
      `
      SELECT n.name, sum(l.extendedprice * (1 - l.discount)) AS revenue
      FROM customer c, orders o, lineitem l, supplier s, nation n, region r
      WHERE c.custkey = o.custkey AND l.orderkey = o.orderkey AND l.suppkey = s.suppkey AND c.nationkey = s.nationkey
        AND s.nationkey = n.nationkey AND n.regionkey = r.regionkey AND r.name = '${region()}'
        AND o.orderdate >= DATE '${revenueDate}' AND o.orderdate < DATE '${revenueDate}' + INTERVAL '1' YEAR
      GROUP BY n.name ORDER BY revenue DESC`,
    ),
    query(
      6,
      [],
      `
      SELECT sum(extendedprice * discount) AS revenue FROM lineitem
      WHERE shipdate >= DATE '${revenueDate}' AND shipdate < DATE '${revenueDate}' + INTERVAL '1' YEAR
        AND discount BETWEEN 0.0${discount} - 0.01 AND 0.0${discount} + 0.01 AND quantity < ${whole(24, 25)}`,
    ),
    query(
      7,
      [0, 1, 2],
      `
      SELECT supp_nation, cust_nation, l_year, sum(volume) AS revenue
      FROM (SELECT n1.name AS supp_nation, n2.name AS cust_nation, extract(YEAR FROM l.shipdate) AS l_year,
          l.extendedprice * (1 - l.discount) AS volume
        FROM supplier s, lineitem l, orders o, customer c, nation n1, nation n2
        WHERE s.suppkey = l.suppkey AND o.orderkey = l.orderkey AND c.custkey = o.custkey AND s.nationkey = n1.nationkey
          AND c.nationkey = n2.nationkey AND ((n1.name = '${nation1}' AND n2.name = '${nation2}')
            OR (n1.name = '${nation2}' AND n2.name = '${nation1}'))
          AND l.shipdate BETWEEN DATE '1995-01-01' AND DATE '1996-12-31') AS shipping
      GROUP BY supp_nation, cust_nation, l_year ORDER BY supp_nation, cust_nation, l_year`,
    ),
    query(
      8,
      [0],
      `
      SELECT o_year, sum(CASE WHEN nation = '${nation8}' THEN volume ELSE 0 END) / sum(volume) AS mkt_share
      FROM (SELECT extract(YEAR FROM o.orderdate) AS o_year, l.extendedprice * (1 - l.discount) AS volume, n2.name AS nation
        FROM part p, supplier s, lineitem l, orders o, customer c, nation n1, nation n2, region r
        WHERE p.partkey = l.partkey AND s.suppkey = l.suppkey AND l.orderkey = o.orderkey AND o.custkey = c.custkey
          AND c.nationkey = n1.nationkey AND n1.regionkey = r.regionkey AND r.name = '${region8}'
          AND s.nationkey = n2.nationkey AND o.orderdate BETWEEN DATE '1995-01-01' AND DATE '1996-12-31'
          AND p.type = '${partType()}') AS all_nations
      GROUP BY o_year ORDER BY o_year`,
    ),
    query(
      9,
      [0, 1],
      `
      SELECT nation, o_year, sum(amount) AS sum_profit
      FROM (SELECT n.name AS nation, extract(YEAR FROM o.orderdate) AS o_year,
          l.extendedprice * (1 - l.discount) - ps.supplycost * l.quantity AS amount
        FROM part p, supplier s, lineitem l, partsupp ps, orders o, nation n
        WHERE s.suppkey = l.suppkey AND ps.suppkey = l.suppkey AND ps.partkey = l.partkey AND p.partkey = l.partkey
          AND o.orderkey = l.orderkey AND s.nationkey = n.nationkey AND p.name LIKE '%${one(colours)}%') AS profit
      GROUP BY nation, o_year ORDER BY nation, o_year DESC`,
    ),
    query(
      10,
      [2],
      `
      SELECT c.custkey, c.name, sum(l.extendedprice * (1 - l.discount)) AS revenue, c.acctbal, n.name, c.address, c.phone, c.comment
      FROM lineitem l, orders o, customer c, nation n
      WHERE c.custkey = o.custkey AND l.orderkey = o.orderkey AND o.orderdate >= DATE '${month(1993, whole(2, 12))}'
        AND o.orderdate < DATE '${month(1994, whole(2, 12))}' AND l.returnflag = 'R' AND c.nationkey = n.nationkey
      GROUP BY c.custkey, c.name, c.acctbal, c.phone, n.name, c.address, c.comment ORDER BY revenue DESC LIMIT 20`,
    ),
    query(
      11,
      [1],
      `
      SELECT ps.partkey, sum(ps.supplycost * ps.availqty) AS value FROM partsupp ps, supplier s, nation n
      WHERE ps.suppkey = s.suppkey AND s.nationkey = n.nationkey AND n.name = '${nation11}'
      GROUP BY ps.partkey HAVING sum(ps.supplycost * ps.availqty) > (SELECT sum(ps.supplycost * ps.availqty) * 0.0002
        FROM partsupp ps, supplier s, nation n
        WHERE ps.suppkey = s.suppkey AND s.nationkey = n.nationkey AND n.name = '${nation11}')
      ORDER BY value DESC`,
    ),
    query(
      12,
      [0],
      `
      SELECT l.shipmode,
        sum(CASE WHEN o.orderpriority = '1-URGENT' OR o.orderpriority = '2-HIGH' THEN 1 ELSE 0 END) AS high_line_count,
        sum(CASE WHEN o.orderpriority <> '1-URGENT' AND o.orderpriority <> '2-HIGH' THEN 1 ELSE 0 END) AS low_line_count
      FROM orders o, lineitem l
      WHERE o.orderkey = l.orderkey AND l.shipmode IN (${list(several(modes, 2))}) AND l.commitdate < l.receiptdate
        AND l.shipdate < l.commitdate AND l.receiptdate >= DATE '${revenueDate}'
        AND l.receiptdate < DATE '${revenueDate}' + INTERVAL '1' YEAR
      GROUP BY l.shipmode ORDER BY l.shipmode`,
    ),
    query(
      13,
      [1, 0],
      `
      SELECT c_count, count(*) AS custdist
      FROM (SELECT c.custkey, count(o.orderkey) FROM customer c LEFT OUTER JOIN orders o
          ON c.custkey = o.custkey AND o.comment NOT LIKE '%${one(['special', 'pending', 'unusual', 'express'])}%${one(['packages', 'requests', 'accounts', 'deposits'])}%'
        GROUP BY c.custkey) AS c_orders (c_custkey, c_count)
      GROUP BY c_count ORDER BY custdist DESC, c_count DESC`,
    ),
    query(
      14,
      [],
      `
      SELECT 100.00 * sum(CASE WHEN p.type LIKE 'PROMO%' THEN l.extendedprice * (1 - l.discount) ELSE 0 END)
        / sum(l.extendedprice * (1 - l.discount)) AS promo_revenue
      FROM lineitem l, part p WHERE l.partkey = p.partkey AND l.shipdate >= DATE '${date15}'
        AND l.shipdate < DATE '${date15}' + INTERVAL '1' MONTH`,
    ),
    query(
      15,
      [0],
      `
      WITH revenue (supplier_no, total_revenue) AS (SELECT l.suppkey, sum(l.extendedprice * (1 - l.discount)) FROM lineitem l
        WHERE l.shipdate >= DATE '${date15}' AND l.shipdate < DATE '${date15}' + INTERVAL '3' MONTH GROUP BY l.suppkey)
      SELECT s.suppkey, s.name, s.address, s.phone, round(total_revenue, 2) FROM supplier s, revenue r
      WHERE s.suppkey = r.supplier_no AND round(total_revenue, 2) = (SELECT max(round(total_revenue, 2)) FROM revenue)
      ORDER BY s.suppkey`,
    ),
    query(
      16,
      [3, 0, 1, 2],
      `
      SELECT p.brand, p.type, p.size, count(DISTINCT ps.suppkey) AS supplier_cnt FROM partsupp ps, part p
      WHERE p.partkey = ps.partkey AND p.brand <> '${brand()}' AND p.type NOT LIKE '${one(typeSyllables[0])} ${one(typeSyllables[1])}%'
        AND p.size IN (${list(
          several(
            Array.from({ length: 50 }, (_, i) => i + 1),
            8,
          ),
        )})
        AND ps.suppkey NOT IN (SELECT s.suppkey FROM supplier s WHERE s.comment LIKE '%Customer%Complaints%')
      GROUP BY p.brand, p.type, p.size ORDER BY supplier_cnt DESC, p.brand, p.type, p.size`,
    ),
    query(
      17,
      [],
      `
      SELECT sum(l.extendedprice) / 7.0 AS avg_yearly FROM lineitem l, part p
      WHERE p.partkey = l.partkey AND p.brand = '${brand()}' AND p.container = '${container()}'
        AND l.quantity < (SELECT 0.2 * avg(l2.quantity) FROM lineitem l2 WHERE l2.partkey = p.partkey)`,
    ),
    query(
      18,
      [4, 3],
      `
      SELECT c.name, c.custkey, o.orderkey, o.orderdate, o.totalprice, sum(l.quantity) AS q FROM customer c, orders o, lineitem l
      WHERE o.orderkey IN (SELECT orderkey FROM lineitem GROUP BY orderkey HAVING sum(quantity) > ${whole(285, 315)})
        AND c.custkey = o.custkey AND o.orderkey = l.orderkey
      GROUP BY c.name, c.custkey, o.orderkey, o.orderdate, o.totalprice ORDER BY o.totalprice DESC, o.orderdate LIMIT 100`,
    ),
    query(
      19,
      [],
      `
      SELECT sum(l.extendedprice * (1 - l.discount)) AS revenue FROM lineitem l, part p
      WHERE (p.partkey = l.partkey AND p.brand = '${brand()}' AND p.container IN ('SM CASE', 'SM BOX', 'SM PACK', 'SM PKG')
          AND l.quantity BETWEEN ${quantities[0]} AND ${quantities[0]} + 10 AND p.size BETWEEN 1 AND 5
          AND l.shipmode IN ('AIR', 'AIR REG') AND l.shipinstruct = 'DELIVER IN PERSON')
        OR (p.partkey = l.partkey AND p.brand = '${brand()}' AND p.container IN ('MED BAG', 'MED BOX', 'MED PKG', 'MED PACK')
          AND l.quantity BETWEEN ${quantities[1]} AND ${quantities[1]} + 10 AND p.size BETWEEN 1 AND 10
          AND l.shipmode IN ('AIR', 'AIR REG') AND l.shipinstruct = 'DELIVER IN PERSON')
        OR (p.partkey = l.partkey AND p.brand = '${brand()}' AND p.container IN ('LG CASE', 'LG BOX', 'LG PACK', 'LG PKG')
          AND l.quantity BETWEEN ${quantities[2]} AND ${quantities[2]} + 10 AND p.size BETWEEN 1 AND 15
          AND l.shipmode IN ('AIR', 'AIR REG') AND l.shipinstruct = 'DELIVER IN PERSON')`,
    ),
    query(
      20,
      [0],
      `
      SELECT s.name, s.address FROM supplier s, nation n
      WHERE s.suppkey IN (SELECT ps.suppkey FROM partsupp ps
          WHERE ps.partkey IN (SELECT p.partkey FROM part p WHERE p.name LIKE '${one(colours)}%')
            AND ps.availqty > (SELECT 0.5 * sum(l.quantity) FROM lineitem l
              WHERE l.partkey = ps.partkey AND l.suppkey = ps.suppkey AND l.shipdate >= DATE '${revenueDate}'
                AND l.shipdate < DATE '${revenueDate}' + INTERVAL '1' YEAR))
        AND s.nationkey = n.nationkey AND n.name = '${nation()}' ORDER BY s.name`,
    ),
    query(
      21,
      [1, 0],
      `
      SELECT s.name, count(*) AS numwait FROM supplier s, lineitem l1, orders o, nation n
      WHERE s.suppkey = l1.suppkey AND o.orderkey = l1.orderkey AND o.orderstatus = 'F' AND l1.receiptdate > l1.commitdate
        AND EXISTS (SELECT * FROM lineitem l2 WHERE l2.orderkey = l1.orderkey AND l2.suppkey <> l1.suppkey)
        AND NOT EXISTS (SELECT * FROM lineitem l3 WHERE l3.orderkey = l1.orderkey AND l3.suppkey <> l1.suppkey
          AND l3.receiptdate > l3.commitdate)
        AND s.nationkey = n.nationkey AND n.name = '${nation()}'
      GROUP BY s.name ORDER BY numwait DESC, s.name LIMIT 100`,
    ),
    query(
      22,
      [0],
      `
      SELECT cntrycode, count(*) AS numcust, sum(acctbal) AS totacctbal
      FROM (SELECT substr(c.phone, 1, 2) AS cntrycode, c.acctbal FROM customer c
        WHERE substr(c.phone, 1, 2) IN (${countries})
          AND c.acctbal > (SELECT avg(c.acctbal) FROM customer c WHERE c.acctbal > 0.00 AND substr(c.phone, 1, 2) IN (${countries}))
          AND NOT EXISTS (SELECT * FROM orders o WHERE o.custkey = c.custkey)) AS custsale
      GROUP BY cntrycode ORDER BY cntrycode`,
    ),
  ];
}
