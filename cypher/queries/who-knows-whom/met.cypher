// name: met
// title: Who met a partner
// question:
//   en: Which bodies of a region met a partner - directly, through a representative, or at the same event?
//   de: Welche Unternehmen und Einrichtungen einer Region haben einen Partner getroffen - selbst, durch Vertreter oder bei derselben Veranstaltung?
// purpose: Find out who of ours already knows a partner. Of every pair only the closest contact is shown.
// see_also: [contacts, introductions]
// parameters:
//   region: {type: region, help: "Land, Landkreis, city or country; all that lies in it counts.", example: Brandenburg}
//   partner: {type: any, help: "Body, person or place; a place stands for all that lies in it.", example: CRRC Corporation Limited}
// columns:
//   body: the body, city or region that lies in the region
//   town: where it is
//   partner: whom it met
//   how: directly, through a representative, or at the same event
//   via: the representatives, or the event
MATCH (r:Entity {key: $region})
MATCH (p:Entity {key: $partner})
WITH r, p, (p:City OR p:Region OR p:Country) AND r.inside < p.inside AS turned
WITH turned, CASE WHEN turned THEN r ELSE p END AS near, CASE WHEN turned THEN $partner ELSE $region END AS far
MATCH (near)<-[:LOCATED_IN*0..4]-(s:Entity)
WITH DISTINCT turned, far, s
MATCH (s)<-[rs:REPRESENTS*0..1]-(u:Entity)-[f:MET|VISITED|PARTICIPATED_IN|ORGANISED_BY]-(n:Entity)
WHERE (n:Event OR far IN n.within) AND ($planned OR NOT f.planned)
  AND (type(f) <> 'VISITED' OR any(l IN labels(endNode(f)) WHERE l IN ['Company', 'Agency', 'Institution']))
OPTIONAL MATCH (n)-[g:PARTICIPATED_IN|ORGANISED_BY]-(z:Entity)
WHERE n:Event AND far IN z.within AND z <> u AND ($planned OR NOT g.planned)
WITH turned, far, s, rs, u, f, n, g, CASE WHEN n:Event THEN z ELSE n END AS v,
  CASE WHEN turned THEN f ELSE coalesce(g, f) END AS e
WHERE v IS NOT NULL AND ($since IS NULL AND $until IS NULL OR any(d IN e.dates + e.reported WHERE
    ($since IS NULL OR left($since, size(d)) <= d) AND ($until IS NULL OR left(d, size($until)) <= $until)))
MATCH (v)-[rv:REPRESENTS*0..1]->(t:Entity)
WHERE t <> s AND far IN t.within AND (NOT t:Person OR t.key = far)
WITH e, n, CASE WHEN turned THEN s ELSE t END AS b, CASE WHEN turned THEN t ELSE s END AS q,
  CASE WHEN turned THEN u ELSE v END AS x, CASE WHEN turned THEN v ELSE u END AS y,
  CASE WHEN g IS NULL THEN [f] WHEN turned THEN [f, g] ELSE [g, f] END
    + CASE WHEN turned THEN rs + rv ELSE rv + rs END AS links
WITH b, q, e, links, x, y, n,
  CASE WHEN n:Event THEN CASE WHEN x = b AND y = q THEN 4 ELSE 5 END
       WHEN x <> b OR y <> q THEN 3 WHEN type(e) = 'MET' THEN 1 ELSE 2 END AS tier
WITH b, q, e, links, tier, [b, q, x, y, n] AS ends,
  CASE WHEN tier > 3 THEN [n.name] ELSE [p IN [x, y] WHERE p <> b AND p <> q | p.name] END AS via
ORDER BY tier, type(e), coalesce(e.last_date, e.published, '') DESC, e.source, e.sentence, size(links)
WITH b, q, CASE WHEN tier > 3 THEN 4 ELSE tier END AS tier, via, collect(links) AS links, collect(ends) AS ends,
  collect(e) AS edges
WITH b, q, tier, via, links[0] AS links, ends[0] AS ends, edges[0] AS e
WITH b, q, min(tier) AS closest, collect({tier: tier, via: via, links: links, ends: ends, e: e}) AS contacts
UNWIND contacts AS c
WITH b, q, c, c.e AS e, closest
WHERE c.tier = closest
WITH b, q, c, e
ORDER BY c.tier, coalesce(e.last_date, e.published, '') DESC, b.name, q.name, e.source, e.sentence
LIMIT $limit
OPTIONAL MATCH (b)-[:LOCATED_IN]->(city:City)
WITH b, q, c, e, min(city.name) AS town
RETURN
  b.name AS body,
  town,
  q.name AS partner,
  ['directly', 'directly', 'through a representative', 'at the same event'][c.tier - 1] AS how,
  c.via AS via,
  c.ends AS nodes,
  c.links AS edges
ORDER BY c.tier, coalesce(e.last_date, e.published, '') DESC, body, partner, e.source, e.sentence
