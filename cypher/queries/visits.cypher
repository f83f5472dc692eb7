// name: visits
// title: Who visited a place
// group: travel
// question:
//   en: Who visited a place or a body, and where did they come from?
//   de: Wer hat einen Ort oder ein Unternehmen besucht, und woher kamen die Besucher?
// see_also: [delegation, events]
// parameters:
//   to: {type: any, help: "The place or body visited; a place stands for all that lies in it.", example: China}
//   from: {type: region, required: false, help: "Only visitors from there.", example: Sachsen}
//   since: {type: date, required: false, help: "Only visits on or after this date.", example: "2015"}
//   until: {type: date, required: false, help: "Only visits on or before this date."}
//   planned: {type: flag, help: "Also visits that were only announced."}
// columns:
//   visitor: who came
//   represents: whom a person represents
//   home: where the visitor, or whom the visitor represents, is located
//   visited: the place or body visited
//   date: when, as an ISO date or interval; empty if the articles do not say
//   planned: whether it was only announced
//   articles: how many articles say so
//   sentence: the best evidence
//   title: the article it stands in
//   published: when that article was published; dates are compared with it if date is empty
//   source: the article's address
MATCH (:Entity {key: $to})<-[:LOCATED_IN*0..4]-(host:Entity)
WITH DISTINCT host
MATCH (visitor:Entity)-[e:VISITED]->(host)
WHERE ($planned OR NOT e.planned)
  AND ($from IS NULL OR EXISTS { (visitor)-[:REPRESENTS*0..1]->(:Entity)-[:LOCATED_IN*0..4]->(:Entity {key: $from}) })
WITH visitor, host, e, coalesce(e.first_date, e.published) AS first, coalesce(e.last_date, e.published) AS last
WHERE ($since IS NULL OR left($since, size(last)) <= last)
  AND ($until IS NULL OR left(first, size($until)) <= $until)
OPTIONAL MATCH (visitor)-[:REPRESENTS]->(body:Entity)
WITH visitor, host, e, last, body
ORDER BY body.name
WITH visitor, host, e, last, collect(body.name) AS represents
OPTIONAL MATCH (visitor)-[:REPRESENTS*0..1]->(:Entity)-[:LOCATED_IN]->(home:Entity)
WITH DISTINCT visitor, host, e, last, represents, home
ORDER BY home.name
WITH visitor, host, e, last, represents, collect(home.name) AS homes
RETURN
  visitor.name AS visitor,
  represents,
  homes AS home,
  host.name AS visited,
  CASE WHEN e.first_date = e.last_date THEN e.first_date ELSE e.first_date + '/' + e.last_date END AS date,
  e.planned AS planned,
  e.articles AS articles,
  e.sentence AS sentence,
  e.title AS title,
  e.published AS published,
  e.source AS source
ORDER BY coalesce(last, '') DESC, visitor, visited, source
