// name: organised
// title: What somebody organised
// question:
//   en: Which trips and events did a body, or those of a region, organise, and where did they lead?
//   de: Welche Reisen und Veranstaltungen haben ein Unternehmen oder die einer Region organisiert, und wohin führten sie?
// purpose: See the programme of an agency or a chamber.
// see_also: [organisers, attended]
// parameters:
//   by: {type: any, help: "Body, person or place; a place stands for all that lies in it.", example: Thüringen International}
// columns:
//   organiser: who organised it
//   event: the trip, fair, conference or visit
//   places: where it led or was
MATCH (:Entity {key: $by})<-[:LOCATED_IN*0..4]-(who:Entity)
WITH DISTINCT who
MATCH (event:Event)-[e:ORGANISED_BY]->(who)
WHERE ($planned OR NOT e.planned)
  AND ($since IS NULL AND $until IS NULL OR any(d IN e.dates + e.reported WHERE
    ($since IS NULL OR left($since, size(d)) <= d) AND ($until IS NULL OR left(d, size($until)) <= $until)))
WITH who, event, e
ORDER BY coalesce(e.last_date, e.published, '') DESC, event.name, who.name
LIMIT $limit
OPTIONAL MATCH (event)-[i:EVENT_IN]->(place:Entity)
WHERE $planned OR NOT i.planned
WITH who, event, e, place
ORDER BY place.name
WITH who, event, e, collect(place.name) AS places
RETURN
  who.name AS organiser,
  event.name AS event,
  places,
  [who, event] AS nodes,
  [e] AS edges
ORDER BY coalesce(e.last_date, e.published, '') DESC, event, organiser
