// name: attended
// title: Where somebody took part
// question:
//   en: In which trips, visits, fairs and meetings did a body or a person take part?
//   de: An welchen Reisen, Besuchen, Messen und Treffen hat ein Unternehmen oder eine Person teilgenommen?
// purpose: See where one may have met a party. For a body, what its representatives took part in counts too.
// see_also: [companions, organised]
// parameters:
//   of: {type: any, help: "Body, person or place.", example: CRRC Corporation Limited}
// columns:
//   participant: who took part
//   event: the trip, visit, fair or meeting
//   places: where it was
//   organisers: who organised it
MATCH (one:Entity {key: $of})<-[:REPRESENTS*0..1]-(who:Entity)
WITH DISTINCT who
MATCH (who)-[e:PARTICIPATED_IN]->(event:Event)
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
OPTIONAL MATCH (event)-[o:ORGANISED_BY]->(organiser:Entity)
WHERE $planned OR NOT o.planned
WITH who, event, e, places, organiser
ORDER BY organiser.name
WITH who, event, e, places, collect(organiser.name) AS organisers
RETURN
  who.name AS participant,
  event.name AS event,
  places,
  organisers,
  [who, event] AS nodes,
  [e] AS edges
ORDER BY coalesce(e.last_date, e.published, '') DESC, event, participant
