// name: twins
// title: Twin towns and partner regions
// question:
//   en: Which cities, districts and regions of a place have partners elsewhere?
//   de: Welche Städte, Landkreise und Regionen haben anderswo Partner?
// purpose: List the partnerships between places.
// empty: "no article tells of a partnership between a place there and one elsewhere"
// see_also: [partners]
// parameters:
//   of: {type: region, help: "The place; all that lies in it counts.", example: Rheinland-Pfalz}
//   in: {type: region, required: false, help: "Only partners there."}
// columns:
//   place: the city, district or region
//   partner: its partner
//   country: the partner's country
//   how: co-operation or agreement
MATCH (:Entity {key: $of})<-[:LOCATED_IN*0..4]-(place:Entity)
WHERE place:City OR place:Region OR place:Country
WITH DISTINCT place
MATCH (place)-[e:COOPERATES_WITH|SIGNED_AGREEMENT_WITH]-(partner:Entity)
WHERE (partner:City OR partner:Region OR partner:Country) AND ($planned OR NOT e.planned)
  AND NOT $of IN partner.within
  AND ($in IS NULL OR $in IN partner.within)
  AND ($since IS NULL AND $until IS NULL OR any(d IN e.dates + e.reported WHERE
    ($since IS NULL OR left($since, size(d)) <= d) AND ($until IS NULL OR left(d, size($until)) <= $until)))
WITH place, partner, e
ORDER BY place.name, partner.name, type(e)
LIMIT $limit
OPTIONAL MATCH (partner)-[:LOCATED_IN*0..4]->(c:Country)
WITH place, partner, e, min(c.name) AS country
RETURN
  place.name AS place,
  partner.name AS partner,
  country,
  CASE type(e) WHEN 'COOPERATES_WITH' THEN 'co-operation' ELSE 'agreement' END AS how,
  [place, partner] AS nodes,
  [e] AS edges
ORDER BY place, partner, how
