// name: trips
// title: Where somebody travelled
// question:
//   en: Where did a body or a person, or those of a region, travel to, and when?
//   de: Wohin ist ein Unternehmen oder eine Person, oder sind die einer Region, gereist, und wann?
// purpose: Follow the travels of one party in time.
// see_also: [visits, delegations]
// parameters:
//   of: {type: any, help: "Body, person or place; a place stands for all that lies in it.", example: Klaus Weichel}
//   to: {type: region, required: false, help: "Only trips there.", example: China}
// columns:
//   traveller: who travelled
//   visited: the place or body visited
//   country: the country it is in
MATCH (:Entity {key: $of})<-[:LOCATED_IN*0..4]-(:Entity)<-[:REPRESENTS*0..1]-(who:Entity)
WITH DISTINCT who
MATCH (who)-[e:VISITED]->(goal:Entity)
WHERE ($planned OR NOT e.planned) AND NOT $of IN goal.within
  AND ($to IS NULL OR $to IN goal.within)
  AND ($since IS NULL AND $until IS NULL OR any(d IN e.dates + e.reported WHERE
    ($since IS NULL OR left($since, size(d)) <= d) AND ($until IS NULL OR left(d, size($until)) <= $until)))
WITH who, goal, e
ORDER BY coalesce(e.last_date, e.published, '') DESC, who.name, goal.name, e.source
LIMIT $limit
OPTIONAL MATCH (goal)-[:LOCATED_IN*0..4]->(c:Country)
WITH who, goal, e, min(c.name) AS country
RETURN
  who.name AS traveller,
  goal.name AS visited,
  country,
  [who, goal] AS nodes,
  [e] AS edges
ORDER BY coalesce(e.last_date, e.published, '') DESC, traveller, visited, e.source
