// name: met
// title: Who met a partner
// group: who-knows-whom
// question:
//   en: Which bodies of a region met a partner - directly, through a representative, or at the same event?
//   de: Welche Unternehmen und Einrichtungen einer Region haben einen Partner getroffen - selbst, durch Vertreter oder bei derselben Veranstaltung?
// see_also: [contacts, partners]
// parameters:
//   region: {type: region, help: "Land, Landkreis, city or country; all that lies in it counts.", example: Brandenburg}
//   partner: {type: any, help: "Body, person or place; a place stands for all that lies in it.", example: CRRC}
//   since: {type: date, required: false, help: "Only meetings on or after this date.", example: "2017"}
//   until: {type: date, required: false, help: "Only meetings on or before this date."}
//   planned: {type: flag, help: "Also meetings that were only announced."}
// columns:
//   body: the body, city or region that lies in the region
//   town: where it is
//   partner: whom it met
//   how: directly, through a representative, or at the same event; only the closest contact of a pair is shown
//   via: the representatives, or the event
//   date: when they met, as an ISO date or interval; empty if the articles do not say
//   planned: whether the meeting was only announced
//   articles: how many articles say so
//   sentence: the best evidence
//   title: the article it stands in
//   published: when that article was published; dates are compared with it if date is empty
//   source: the article's address
MATCH (r:Entity {key: $region})
MATCH (:Entity {key: $partner})<-[:LOCATED_IN*0..4]-(q:Entity)
WITH DISTINCT r, q
CALL (r, q) {
  MATCH (q)<-[:REPRESENTS*0..1]-(y:Entity)-[e:MET|VISITED]-(x:Entity)-[:REPRESENTS*0..1]->(b:Entity)
  WHERE b <> q AND ($planned OR NOT e.planned)
    AND (type(e) = 'MET' OR any(l IN labels(endNode(e)) WHERE l IN ['Company', 'Agency', 'Institution']))
    AND EXISTS { (b)-[:LOCATED_IN*0..4]->(r) }
  RETURN b, e, CASE WHEN x <> b OR y <> q THEN 3 WHEN type(e) = 'MET' THEN 1 ELSE 2 END AS tier,
    [n IN [x, y] WHERE n <> b AND n <> q | n.name] AS via
  UNION ALL
  MATCH (q)<-[:REPRESENTS*0..1]-(y:Entity)-[f:PARTICIPATED_IN|ORGANISED_BY]-(event:Event)
  MATCH (event)-[e:PARTICIPATED_IN|ORGANISED_BY]-(x:Entity)-[:REPRESENTS*0..1]->(b:Entity)
  WHERE b <> q AND x <> y AND ($planned OR NOT (e.planned OR f.planned))
    AND EXISTS { (b)-[:LOCATED_IN*0..4]->(r) }
  WITH b, e, event, CASE WHEN x = b THEN 0 ELSE 1 END AS far
  ORDER BY far, type(e) DESC, coalesce(e.last_date, '') DESC, e.source, e.sentence
  WITH b, event, collect(e) AS edges
  RETURN b, edges[0] AS e, 4 AS tier, [event.name] AS via
}
WITH b, q, e, tier, via, coalesce(e.first_date, e.published) AS first, coalesce(e.last_date, e.published) AS last
WHERE ($since IS NULL OR left($since, size(last)) <= last)
  AND ($until IS NULL OR left(first, size($until)) <= $until)
WITH b, q, e, tier, via, last
ORDER BY type(e), coalesce(last, '') DESC, e.source, e.sentence
WITH b, q, tier, via, collect(e) AS edges, max(last) AS last
WITH b, q, min(tier) AS closest, collect({e: edges[0], tier: tier, via: via, last: last}) AS links
UNWIND links AS link
WITH b, q, link, link.e AS e
WHERE link.tier = closest
OPTIONAL MATCH (b)-[:LOCATED_IN]->(city:City)
WITH b, q, link, e, min(city.name) AS town
RETURN
  b.name AS body,
  town,
  q.name AS partner,
  ['directly', 'directly', 'through a representative', 'at the same event'][link.tier - 1] AS how,
  link.via AS via,
  CASE WHEN e.first_date = e.last_date THEN e.first_date ELSE e.first_date + '/' + e.last_date END AS date,
  e.planned AS planned,
  e.articles AS articles,
  e.sentence AS sentence,
  e.title AS title,
  e.published AS published,
  e.source AS source
ORDER BY link.tier, coalesce(link.last, '') DESC, body, partner, source, sentence
