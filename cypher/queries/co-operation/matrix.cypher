// name: matrix
// title: Regions by countries
// question:
//   en: How many dealings do the regions of a country have with which other countries?
//   de: Wie viele Beziehungen haben die Regionen eines Landes zu welchen anderen Ländern?
// purpose: See at a glance which region looks where. Meetings, visits, co-operation, agreements and offices count; a dealing of several regions counts for each.
// scope: whole-graph
// see_also: [ties, visits-by-year]
// parameters:
//   in: {type: region, default: Deutschland, help: "The country whose regions are counted.", example: Deutschland}
// columns:
//   region: the region
//   country: the other country
//   dealings: how many dealings, each pair and kind once
//   bodies: how many bodies, persons and places of the region have them
MATCH (:Entity {key: $in})<-[:LOCATED_IN]-(region:Region)
MATCH (region)<-[:LOCATED_IN*0..3]-(:Entity)<-[:REPRESENTS*0..1]-(b:Entity)
WITH DISTINCT region, b
MATCH (b)-[e:MET|VISITED|COOPERATES_WITH|SIGNED_AGREEMENT_WITH|OPENED_OFFICE_IN]-(other:Entity)
WHERE ($planned OR NOT e.planned)
  AND ($since IS NULL AND $until IS NULL OR any(d IN e.dates + e.reported WHERE
    ($since IS NULL OR left($since, size(d)) <= d) AND ($until IS NULL OR left(d, size($until)) <= $until)))
WITH other, collect({region: region, b: b, e: e}) AS found
CALL (other) {
  MATCH (other)-[:REPRESENTS*0..1]->(:Entity)-[:LOCATED_IN*0..4]->(country:Country)
  RETURN collect(DISTINCT country) AS countries
}
UNWIND countries AS country
WITH found, country
WHERE country.key <> $in
UNWIND found AS tie
WITH country, tie.region AS region, tie.b AS b, tie.e AS e
WITH region, country, count(DISTINCT e) AS dealings, count(DISTINCT b) AS bodies
RETURN
  region.name AS region,
  country.name AS country,
  dealings,
  bodies
ORDER BY dealings DESC, region, country
LIMIT $limit
