// name: organisers
// title: Who organised trips and events
// question:
//   en: Who organised trips to a place, or events in it?
//   de: Wer hat Reisen an einen Ort oder Veranstaltungen dort organisiert?
// purpose: Find whom to ask for the next trip to a country.
// see_also: [events, organised, top-organisers]
// parameters:
//   to: {type: region, help: "Where the trip went or the event was; all that lies in it counts.", example: Kasachstan}
//   from: {type: region, required: false, help: "Only organisers from there.", example: Thüringen}
// columns:
//   organiser: who organised it
//   home: where the organiser is
//   event: the trip, fair, conference or visit
//   places: where in the place asked for it led to
MATCH (:Entity {key: $to})<-[:LOCATED_IN*0..4]-(place:Entity)
WHERE place:City OR place:Region OR place:Country
WITH DISTINCT place
MATCH (event:Event)-[i:EVENT_IN]->(place)
WHERE $planned OR NOT i.planned
WITH event, place, i
ORDER BY place.name
WITH event, collect(place.name) AS places, collect(i) AS stays
MATCH (event)-[e:ORGANISED_BY]->(organiser:Entity)
WHERE ($planned OR NOT e.planned)
  AND ($from IS NULL OR $from IN organiser.within)
  AND ($since IS NULL AND $until IS NULL OR any(s IN [e] + stays WHERE any(d IN s.dates + s.reported WHERE
    ($since IS NULL OR left($since, size(d)) <= d) AND ($until IS NULL OR left(d, size($until)) <= $until))))
WITH event, places, stays, organiser, e
ORDER BY coalesce(e.last_date, stays[0].last_date, e.published, '') DESC, event.name, organiser.name
LIMIT $limit
OPTIONAL MATCH (organiser)-[:LOCATED_IN]->(home:Entity)
WHERE organiser.regions IS NULL OR NOT home.key IN organiser.regions
WITH event, places, stays, organiser, e, home
ORDER BY home.name
WITH event, places, stays[0] AS stay, organiser, e, collect(home.name) AS homes
RETURN
  organiser.name AS organiser,
  homes AS home,
  event.name AS event,
  places,
  [organiser, event, endNode(stay)] AS nodes,
  [e, stay] AS edges
ORDER BY coalesce(e.last_date, stay.last_date, e.published, '') DESC, event, organiser
