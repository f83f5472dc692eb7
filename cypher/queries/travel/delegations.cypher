// name: delegations
// title: Delegations from or to a place
// question:
//   en: Which trips led to a place, and which set out from it to elsewhere?
//   de: Welche Delegationen und Reisen führten an einen Ort, und welche gingen von dort aus?
// purpose: See the trips of a region in both directions. A trip sets out from a place if somebody from there took part in it or organised it.
// see_also: [delegation, events, visits]
// parameters:
//   of: {type: region, help: "The place; all that lies in it counts.", example: Thüringen}
// columns:
//   direction: to the place, or from it
//   event: the trip, visit, fair or meeting
//   other: to, those who took part and are not known to be from there; from, where it led
MATCH (:Entity {key: $of})<-[:LOCATED_IN*0..4]-(:Entity)<-[:REPRESENTS*0..1]-(x:Entity)
WITH DISTINCT x
MATCH (x)-[f:EVENT_IN|PARTICIPATED_IN|ORGANISED_BY]-(event:Event)
WHERE ($planned OR NOT f.planned)
  AND ($since IS NULL AND $until IS NULL OR any(d IN f.dates + f.reported WHERE
    ($since IS NULL OR left($since, size(d)) <= d) AND ($until IS NULL OR left(d, size($until)) <= $until)))
WITH event, max(CASE type(f) WHEN 'EVENT_IN' THEN 0 ELSE 1 END) AS ours
MATCH (event)-[e:EVENT_IN]->(stop:Entity)
WHERE $planned OR NOT e.planned
WITH event, ours, e, stop,
  CASE WHEN $of IN stop.within THEN 'to' ELSE 'from' END AS direction
WHERE direction = 'to' OR ours = 1
WITH event, direction, e, stop.name + '\n' + coalesce(e.source, '') AS place
WITH event, direction, min(place) AS first, collect({place: place, e: e}) AS stays
WITH event, direction, stays, [s IN stays WHERE s.place = first | s.e][0] AS e
ORDER BY coalesce(e.last_date, e.published, '') DESC, event.name, direction
LIMIT $limit
UNWIND stays AS s
WITH event, direction, e, endNode(s.e).name AS goal, s.place AS place
ORDER BY place
WITH event, direction, e, collect(goal) AS goals
OPTIONAL MATCH (event)<-[p:PARTICIPATED_IN]-(who:Entity)
WHERE direction = 'to' AND ($planned OR NOT p.planned)
  AND NOT $of IN who.within
WITH event, direction, goals, e, who
ORDER BY who.name
WITH event, direction, goals, e, collect(who.name) AS guests
RETURN
  direction,
  event.name AS event,
  CASE direction WHEN 'to' THEN guests ELSE goals END AS other,
  [event, endNode(e)] AS nodes,
  [e] AS edges
ORDER BY coalesce(e.last_date, e.published, '') DESC, event, direction
