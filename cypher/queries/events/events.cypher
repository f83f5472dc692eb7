// name: events
// title: Events in a place
// question:
//   en: Which trips led to a place, and which visits, fairs and meetings were there?
//   de: Welche Reisen führten an einen Ort, und welche Besuche, Messen und Treffen gab es dort?
// purpose: List the events of a place; with --since 2019 --until 2019 those of one year.
// see_also: [organisers, delegations]
// parameters:
//   in: {type: region, help: "The place; all that lies in it counts.", example: Brandenburg}
// columns:
//   event: the event
//   place: where it was
//   organisers: who organised it
//   participants: how many took part, as far as the articles name them
MATCH (:Entity {key: $in})<-[:LOCATED_IN*0..4]-(place:Entity)
WHERE place:City OR place:Region OR place:Country
WITH DISTINCT place
MATCH (event:Event)-[e:EVENT_IN]->(place)
WHERE ($planned OR NOT e.planned)
  AND ($since IS NULL AND $until IS NULL OR any(d IN e.dates + e.reported WHERE
    ($since IS NULL OR left($since, size(d)) <= d) AND ($until IS NULL OR left(d, size($until)) <= $until)))
WITH event, place, e
ORDER BY coalesce(e.last_date, e.published, '') DESC, event.name, place.name
LIMIT $limit
OPTIONAL MATCH (event)-[o:ORGANISED_BY]->(organiser:Entity)
WHERE $planned OR NOT o.planned
WITH event, place, e, organiser
ORDER BY organiser.name
WITH event, place, e, collect(organiser.name) AS organisers
OPTIONAL MATCH (event)<-[p:PARTICIPATED_IN]-(who:Entity)
WHERE $planned OR NOT p.planned
WITH event, place, e, organisers, count(DISTINCT who) AS participants
RETURN
  event.name AS event,
  place.name AS place,
  organisers,
  participants,
  [event, place] AS nodes,
  [e] AS edges
ORDER BY coalesce(e.last_date, e.published, '') DESC, event, place
