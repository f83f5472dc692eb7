// name: functions
// title: Functions over time
// question:
//   en: Whom has a person represented, and when was that reported?
//   de: Wen hat eine Person vertreten, und wann wurde das berichtet?
// purpose: Follow a career. The dates are those of the statements, else of the articles; the first and the last time a function was reported tell how long it lasted at least.
// see_also: [represents, meetings]
// parameters:
//   of: {type: person, help: "The person.", example: Gerard Pieper}
// columns:
//   represents: the body or place
//   kind: Company, Agency, Institution, City, Region or Country
//   first: when it was first reported
//   last: when it was last reported
MATCH (person:Entity {key: $of})-[e:REPRESENTS]->(body:Entity)
WHERE ($planned OR NOT e.planned)
  AND ($since IS NULL AND $until IS NULL OR any(d IN e.dates + e.reported WHERE
    ($since IS NULL OR left($since, size(d)) <= d) AND ($until IS NULL OR left(d, size($until)) <= $until)))
UNWIND CASE WHEN size(e.dates + e.reported) > 0 THEN e.dates + e.reported ELSE [null] END AS day
WITH person, body, e, min(day) AS first, max(day) AS last
RETURN
  body.name AS represents,
  [l IN labels(body) WHERE l <> 'Entity'][0] AS kind,
  first,
  last,
  [person, body] AS nodes,
  [e] AS edges
ORDER BY coalesce(first, ''), represents
LIMIT $limit
