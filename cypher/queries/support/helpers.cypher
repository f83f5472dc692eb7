// name: helpers
// title: Who supports firms towards a country
// question:
//   en: Who supports those that deal with a country?
//   de: Wer unterstützt diejenigen, die mit einem Land zu tun haben?
// purpose: Find who can help with a market. Whoever supports somebody that met, visited, works with, has an office with or took part in an event with those of the country counts, and whoever supports an event there.
// see_also: [supporters, organisers, ties]
// parameters:
//   to: {type: region, help: "The country, region or city; all that lies in it counts.", example: China}
//   from: {type: region, required: false, help: "Only supporters from there.", example: Brandenburg}
// columns:
//   supporter: who supports
//   supported: whom it supports
//   towards: with whom or what over there those supported have to do
MATCH (:Entity {key: $to})<-[:LOCATED_IN*0..4]-(x:Entity)
WITH DISTINCT x
MATCH (x)-[f:MET|VISITED|COOPERATES_WITH|SIGNED_AGREEMENT_WITH|OPENED_OFFICE_IN|EVENT_IN]-(supported:Entity)
WHERE $planned OR NOT f.planned
WITH DISTINCT supported
MATCH (supported)-[e:SUPPORTED_BY]->(supporter:Entity)
WHERE ($planned OR NOT e.planned)
  AND (supporter:Person OR NOT $to IN supporter.within)
  AND ($from IS NULL OR $from IN supporter.within)
  AND ($since IS NULL AND $until IS NULL OR any(d IN e.dates + e.reported WHERE
    ($since IS NULL OR left($since, size(d)) <= d) AND ($until IS NULL OR left(d, size($until)) <= $until)))
WITH supporter, supported, e
ORDER BY supporter.name, supported.name, e.source
LIMIT $limit
WITH collect(supporter) AS supporters, collect(supported) AS those, collect(e) AS es
CALL (those) {
  MATCH (:Entity {key: $to})<-[:LOCATED_IN*0..4]-(x:Entity)
  MATCH (x)-[f:MET|VISITED|COOPERATES_WITH|SIGNED_AGREEMENT_WITH|OPENED_OFFICE_IN|EVENT_IN]-(supported:Entity)
  WHERE supported IN those AND ($planned OR NOT f.planned)
  WITH DISTINCT supported, x, f
  ORDER BY x.name, type(f)
  RETURN supported, collect(DISTINCT x.name) AS towards, collect(x) AS xs, collect(f) AS fs
}
UNWIND [i IN range(0, size(es) - 1) WHERE those[i] = supported] AS i
WITH supporters[i] AS supporter, supported, es[i] AS e, towards, xs[0] AS x, fs[0] AS f
RETURN
  supporter.name AS supporter,
  supported.name AS supported,
  towards,
  [supporter, supported, x] AS nodes,
  [e, f] AS edges
ORDER BY supporter, supported, e.source
