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
// counts: dealings
MATCH (:Entity {key: $in})<-[:LOCATED_IN]-(region:Region)
MATCH (region)<-[:LOCATED_IN*0..3]-(:Entity)<-[:REPRESENTS*0..1]-(b:Entity)
WITH DISTINCT region, b
MATCH (b)-[e:MET|VISITED|COOPERATES_WITH|SIGNED_AGREEMENT_WITH|OPENED_OFFICE_IN]-(other:Entity)
WHERE NOT other.countries IN [[], [$in]] AND ($planned OR NOT e.planned)
  AND ($since IS NULL AND $until IS NULL OR any(d IN e.dates + e.reported WHERE
    ($since IS NULL OR left($since, size(d)) <= d) AND ($until IS NULL OR left(d, size($until)) <= $until)))
UNWIND other.countries AS key
WITH region, key, collect(DISTINCT e) AS ties, count(DISTINCT b) AS bodies, max(e.articles) AS most
WHERE key <> $in
MATCH (country:Entity {key: key})
WITH region, country, ties, size(ties) AS dealings, bodies, most
ORDER BY dealings DESC, region.name, country.name
LIMIT $limit
WITH region, country, dealings, bodies, [e IN ties WHERE e.articles = most] AS ties
WITH region, country, dealings, bodies, reduce(best = ties[0], e IN ties |
  CASE WHEN e.source < best.source OR e.source = best.source
         AND e.sentence + type(e) + startNode(e).key + endNode(e).key
           < best.sentence + type(best) + startNode(best).key + endNode(best).key
       THEN e ELSE best END) AS example
RETURN
  region.name AS region,
  country.name AS country,
  dealings,
  bodies,
  [region, country, startNode(example), endNode(example)] AS nodes,
  [example] AS edges
ORDER BY dealings DESC, region, country
